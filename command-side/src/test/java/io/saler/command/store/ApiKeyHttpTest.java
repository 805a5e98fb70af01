package io.saler.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.store.ApiKeyId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A merchant's keys, from being made to being revoked. */
class ApiKeyHttpTest extends CommandSideTest {

    private static final String SERVER = """
            {"name": "server", "kind": "SECRET", "scopes": ["products:write"]}""";

    @Autowired
    private EventStore events;

    private String owner;
    private String store;

    @BeforeEach
    void openStore() {
        owner = somebodysToken();
        store = store(owner);
    }

    private String keys() {
        return "/stores/" + store + "/api-keys";
    }

    private JsonNode create(String body) {
        return json(post(keys(), body, bearer(owner)), 201);
    }

    private String secret(String... scopes) {
        return create("{\"name\": \"server\", \"kind\": \"SECRET\", \"scopes\": [\"%s\"]}"
                        .formatted(String.join("\", \"", scopes)))
                .path("key")
                .asString();
    }

    private HttpResponse<String> addProduct(String key) {
        return addProduct(key, store);
    }

    private HttpResponse<String> addProduct(String key, String in) {
        return post("/products", """
                {"storeId": "%s", "sku": "%s", "name": "Tea", "category": "drinks",
                 "price": {"amount": "3.50", "currency": "EUR"}}""".formatted(in, UUID.randomUUID()), bearer(key));
    }

    private HttpResponse<String> roll(String key, String body) {
        return post(keys() + "/" + key + "/roll", body, bearer(owner));
    }

    private HttpResponse<String> revoke(String key) {
        return send("DELETE", keys() + "/" + key, "", bearer(owner));
    }

    @Test
    void aKeyIsToldOnceAndActsForItsStore() {
        var answer = post(keys(), SERVER, bearer(owner));
        JsonNode created = json(answer, 201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(created.path("key").asString()).matches("sk_[0-9A-Za-z]{38}");
        assertThat(created.path("scopes").toString()).isEqualTo("[\"products:write\"]");
        String product = json(addProduct(created.path("key").asString()), 201)
                .path("productId")
                .asString();
        assertThat(events.readEvents(product).next().getMetaData())
                .containsEntry("actor", "API_KEY:" + created.path("keyId").asString())
                .containsEntry("via", "api-key")
                .containsEntry("network", "127.0.0.0/24")
                .containsKeys("requestId", "correlationId", "causationId");
    }

    @Test
    void aKeyOfOneStoreIsNobodyInAnotherOfTheSameOwner() {
        String key = secret("products:write", "inventory:write");
        String other = store(owner);
        problem(addProduct(key, other), 404, "store-unknown");
        String product = product(other, owner);
        problem(send("PATCH", "/products/" + product, "{\"name\": \"Mine\"}", bearer(key)), 404, "product-unknown");
        problem(post("/products/" + product + "/discontinue", "", bearer(key)), 404, "product-unknown");
        problem(
                send(
                        "PUT",
                        "/inventory/update",
                        "{\"productId\": \"%s\", \"change\": 1, \"reason\": \"count\"}".formatted(product),
                        bearer(key)),
                404,
                "product-unknown");
    }

    @Test
    void whatAScopeDoesNotNameIsRefused() {
        String product = product(store, owner);
        String inventory = secret("inventory:write");
        var refused = addProduct(inventory);
        problem(refused, 403, "scope-missing");
        assertThat(refused.body()).contains("\"scope\":\"products:write\"");
        String body = "{\"productId\": \"%s\", \"change\": 1, \"reason\": \"count\"}".formatted(product);
        json(send("PUT", "/inventory/update", body, bearer(inventory)), 200);
        problem(send("PUT", "/inventory/update", body, bearer(secret("products:write"))), 403, "scope-missing");
    }

    @Test
    void aRevokedKeyStopsWorkingAtOnce() {
        JsonNode created = create(SERVER);
        String key = created.path("key").asString();
        String id = created.path("keyId").asString();
        json(addProduct(key), 201);
        assertThat(revoke(id).statusCode()).isEqualTo(204);
        problem(addProduct(key), 401, "api-key-invalid");
        assertThat(revoke(id).statusCode()).isEqualTo(204);
        problem(roll(id, "{}"), 404, "api-key-unknown");
        problem(revoke(ApiKeyId.random().toString()), 404, "api-key-unknown");
    }

    @Test
    void aKeyIsRevokedOnceWhenItIsAskedForManyTimesAtOnce() {
        String id = create(SERVER).path("keyId").asString();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> revoke(id).statusCode()))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(204);
        assertThat(events.readEvents(store).asStream())
                .filteredOn(event -> event.getPayloadType().getSimpleName().equals("ApiKeyRevoked"))
                .hasSize(1);
    }

    @Test
    void aRolledKeyHasTwoSecretsForAsLongAsItWasSaid() {
        JsonNode created = create(SERVER);
        String old = created.path("key").asString();
        JsonNode rolled = json(roll(created.path("keyId").asString(), "{\"expireOldAfter\": 3600}"), 200);
        String fresh = rolled.path("key").asString();
        assertThat(fresh).startsWith("sk_").isNotEqualTo(old);
        json(addProduct(old), 201);
        json(addProduct(fresh), 201);
        clock.forward(Duration.ofMinutes(61));
        problem(addProduct(old), 401, "api-key-invalid");
        json(addProduct(fresh), 201);
    }

    @Test
    void withoutGraceTheOldSecretEndsAtOnceAndRevokingEndsAll() {
        JsonNode created = create(SERVER);
        String id = created.path("keyId").asString();
        String first = created.path("key").asString();
        String second = json(roll(id, "{}"), 200).path("key").asString();
        problem(addProduct(first), 401, "api-key-invalid");
        String third =
                json(roll(id, "{\"expireOldAfter\": 60}"), 200).path("key").asString();
        json(addProduct(second), 201);
        revoke(id);
        problem(addProduct(second), 401, "api-key-invalid");
        problem(addProduct(third), 401, "api-key-invalid");
    }

    @Test
    void aKeyExpiresWhenItWasSaidTo() {
        String key = create("""
                {"name": "server", "kind": "SECRET", "scopes": ["products:write"], "expiresAt": "%s"}""".formatted(clock.instant().plusSeconds(3600)))
                .path("key")
                .asString();
        json(addProduct(key), 201);
        clock.forward(Duration.ofMinutes(61));
        problem(addProduct(key), 401, "api-key-invalid");
    }

    @Test
    void aRepetitionIsTheSameKeyWithoutTheSecret() {
        String repetition = UUID.randomUUID().toString();
        String[] headers = {"Authorization", "Bearer " + owner, "Idempotency-Key", repetition};
        JsonNode first = json(post(keys(), SERVER, headers), 201);
        var again = post(keys(), SERVER, headers);
        JsonNode second = json(again, 201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(second.path("keyId")).isEqualTo(first.path("keyId"));
        assertThat(second.has("key")).isFalse();
        json(addProduct(first.path("key").asString()), 201);
        problem(post(keys(), SERVER.replace("server", "other"), headers), 422, "idempotency-key-reused");
    }

    @Test
    void aKeyIsWrittenDownNowhere() {
        String repetition = UUID.randomUUID().toString();
        String[] headers = {"Authorization", "Bearer " + owner, "Idempotency-Key", repetition};
        JsonNode created = json(post(keys(), SERVER, headers), 201);
        String key = created.path("key").asString();
        json(addProduct(key), 201);
        String rolled = json(roll(created.path("keyId").asString(), "{}"), 200)
                .path("key")
                .asString();
        var written = new ArrayList<String>();
        jdbi.useHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            select quote_ident(table_schema) || '.' || quote_ident(table_name)
                            from information_schema.tables
                            where table_schema in ('axon', 'command', 'gateway') and table_type = 'BASE TABLE'""").mapTo(String.class).list();
            assertThat(tables).contains("command.api_key", "gateway.idempotent_request", "axon.domain_event");
            for (String table : tables) {
                // Events and answers are bytes, which to_jsonb shows in hexadecimal digits.
                handle.createQuery("select to_jsonb(t)::text from " + table + " t")
                        .mapTo(String.class)
                        .forEach(written::add);
            }
        });
        for (String secret : List.of(key, rolled)) {
            String asBytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(written).noneMatch(row -> row.contains(secret) || row.contains(asBytes));
        }
        assertThat(written).anyMatch(row -> row.contains(created.path("keyId").asString()));
    }

    @Test
    void aPublishableKeyChangesNothing() {
        JsonNode created = create("{\"name\": \"page\", \"kind\": \"PUBLISHABLE\"}");
        assertThat(created.path("scopes").toString()).isEqualTo("[\"analytics:track\"]");
        String key = created.path("key").asString();
        assertThat(key).startsWith("pk_");
        problem(addProduct(key), 403, "scope-missing");
        String rolled = json(roll(created.path("keyId").asString(), "{}"), 200)
                .path("key")
                .asString();
        assertThat(rolled).startsWith("pk_");
    }

    @Test
    void noKeyDoesWhatIsForPeople() {
        String key = secret(
                "products:write",
                "inventory:read",
                "inventory:write",
                "orders:read",
                "orders:write",
                "analytics:track");
        problem(post(keys(), SERVER, bearer(key)), 403, "api-key-not-allowed");
        String id = create(SERVER).path("keyId").asString();
        problem(post(keys() + "/" + id + "/roll", "{}", bearer(key)), 403, "api-key-not-allowed");
        problem(send("DELETE", keys() + "/" + id, "", bearer(key)), 403, "api-key-not-allowed");
        problem(post("/stores", "{\"name\": \"Tea\", \"currency\": \"EUR\"}", bearer(key)), 403, "api-key-not-allowed");
        problem(post("/auth/logout", "", bearer(key)), 403, "api-key-not-allowed");
        problem(post("/orders", """
                {"storeId": "%s", "lines": [{"productId": "%s", "quantity": 1}], "paymentMethod": "pm_approve"}""".formatted(store, product(store, owner)), bearer(key)), 403, "api-key-not-allowed");
    }

    @Test
    void othersKeysDoNotExist() {
        String id = create(SERVER).path("keyId").asString();
        owner = somebodysToken();
        problem(post(keys(), SERVER, bearer(owner)), 404, "store-unknown");
        problem(roll(id, "{}"), 404, "store-unknown");
        problem(roll(ApiKeyId.random().toString(), "{}"), 404, "store-unknown");
        problem(revoke(id), 404, "store-unknown");
        problem(post(keys(), SERVER), 401, "unauthenticated");
        problem(send("DELETE", keys() + "/" + id, ""), 401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kind": "SECRET", "scopes": ["products:write"]                                         | /name
            "name": " ", "kind": "SECRET", "scopes": ["products:write"]                            | /name
            "name": "a\\nb", "kind": "SECRET", "scopes": ["products:write"]                       | /name
            "name": "x", "scopes": ["products:write"]                                              | /kind
            "name": "x", "kind": "SECRET"                                                          | /scopes
            "name": "x", "kind": "SECRET", "scopes": []                                            | /scopes
            "name": "x", "kind": "SECRET", "scopes": ["orders:read", "everything:write"]           | /scopes/1
            "name": "x", "kind": "SECRET", "scopes": ["*"]                                         | /scopes/0
            "name": "x", "kind": "PUBLISHABLE", "scopes": ["products:write"]                       | /scopes/0
            "name": "x", "kind": "SECRET", "scopes": ["orders:read"], "expiresAt": "2020-01-01T00:00:00Z" | /expiresAt
            "name": "x", "kind": "SECRET", "scopes": ["orders:read"], "expiresAt": "+99999-01-01T00:00:00Z" | /expiresAt
            """)
    void theFieldOfABadKeyIsNamed(String fields, String pointer) {
        blames(post(keys(), "{" + fields + "}", bearer(owner)), pointer);
    }

    @ParameterizedTest
    @CsvSource({"-1", "604801"})
    void theOldSecretIsKeptForAWeekAtMost(int seconds) {
        String id = create(SERVER).path("keyId").asString();
        blames(roll(id, "{\"expireOldAfter\": " + seconds + "}"), "/expireOldAfter");
    }

    @Test
    void thatAKeyIsUsedIsSaidOnceADay() {
        JsonNode created = create(SERVER);
        String key = created.path("key").asString();
        for (int use = 0; use < 5; use++) {
            json(addProduct(key), 201);
        }
        Awaitility.await().untilAsserted(() -> assertThat(uses(created)).isEqualTo(1));
        clock.forward(Duration.ofDays(1));
        json(post("/products", "{}", bearer(key)), 400);
        Awaitility.await().untilAsserted(() -> assertThat(uses(created)).isEqualTo(2));
    }

    private long uses(JsonNode created) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from axon.domain_event
                        where payloadtype like '%ApiKeyUsed' and convert_from(payload, 'UTF8') like :key""")
                .bind("key", "%" + created.path("keyId").asString() + "%")
                .mapTo(Long.class)
                .one());
    }
}
