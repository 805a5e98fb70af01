package io.saler.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import io.saler.store.StoreId;
import java.net.http.HttpResponse;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class StoreHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";
    private static final String TEA = "{\"name\": \"Tea\", \"currency\": \"EUR\"}";

    @Autowired
    private StoreDirectory directory;

    private final EmailAddress email = someAddress();
    private UserId owner;
    private String token;

    @BeforeEach
    void signIn() {
        owner = somebody(email, PASSWORD);
        token = token();
    }

    private String token() {
        return json(login(email, PASSWORD), 200).path("accessToken").asString();
    }

    private HttpResponse<String> open(String body, String... key) {
        return key.length == 0
                ? post("/stores", body, bearer(token))
                : post("/stores", body, "Authorization", "Bearer " + token, "Idempotency-Key", key[0]);
    }

    @Test
    void aStoreBelongsToWhoOpensIt() {
        var answer = open(TEA);
        StoreId store = StoreId.of(json(answer, 201).path("storeId").asString());
        assertThat(answer.headers().firstValue("Location")).hasValue("/stores/" + store);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(directory.ownedBy(store, owner)).hasValue(Currency.getInstance("EUR"));
        assertThat(directory.ownedBy(store, UserId.random())).isEmpty();
        assertThat(directory.ownedBy(StoreId.random(), owner)).isEmpty();
    }

    @Test
    void whoOpensAStoreIsAMerchantInTheNextToken() throws Exception {
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("CUSTOMER");
        json(open(TEA), 201);
        assertThat(SignedJWT.parse(token()).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("CUSTOMER", "MERCHANT");
    }

    @Test
    void aRequestSentTwiceIsOneStore() {
        String key = UUID.randomUUID().toString();
        var first = open(TEA, key);
        var second = open(TEA, key);
        assertThat(json(second, 201)).isEqualTo(json(first, 201));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        problem(open(TEA.replace("Tea", "Coffee"), key), 422, "idempotency-key-reused");
    }

    @Test
    void aRequestSentManyTimesAtOnceIsOneStore() {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<HttpResponse<String>>> requests = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> open(TEA, key)))
                .limit(8)
                .toList();
        List<HttpResponse<String>> answers =
                requests.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(answer -> json(answer, 201)).containsOnly(json(answers.getFirst(), 201));
        assertThat(answers)
                .filteredOn(answer ->
                        answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSize(1);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        String key = UUID.randomUUID().toString();
        var mine = json(open(TEA, key), 201);
        EmailAddress other = someAddress();
        somebody(other, PASSWORD);
        token = json(login(other, PASSWORD), 200).path("accessToken").asString();
        assertThat(json(open(TEA, key), 201)).isNotEqualTo(mine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "", "currency": "EUR"}                  | invalid-value
            {"name": "Tea", "currency": "EURO"}              | invalid-value
            {"name": "Tea", "currency": "XXX"}               | invalid-value
            {"name": "Tea"}                                  | invalid-value
            {"currency": "EUR"}                              | invalid-value
            {"name": "Tea", "currency": "EUR", "owner": 1}   | unknown-field
            {"name": "Tea", "currency": "EUR", "timeZone": "+03:00"} | invalid-value
            """)
    void badStoresAreRefused(String body, String type) {
        problem(open(body), 400, type);
    }

    @Test
    void itsOwnerSaysWhereItsDaysBeginAndNobodyElseDoes() {
        String store = json(open("{\"name\": \"Tea\", \"currency\": \"EUR\", \"timeZone\": \"Europe/Berlin\"}"), 201)
                .path("storeId")
                .asString();
        String riyadh = "{\"timeZone\": \"Asia/Riyadh\"}";

        assertThat(move(store, riyadh, bearer(token)).statusCode()).isEqualTo(204);
        assertThat(move(store, riyadh, bearer(token)).statusCode()).isEqualTo(204);
        problem(move(store, riyadh, bearer(somebodysToken())), 404, "store-unknown");
        problem(move(StoreId.random().toString(), riyadh, bearer(token)), 404, "store-unknown");
        problem(move(store, riyadh), 401, "unauthenticated");
        problem(move(store, "{}", bearer(token)), 400, "invalid-value");
        blames(move(store, "{\"timeZone\": \"Mars/Olympus\"}", bearer(token)), "/timeZone");
    }

    private HttpResponse<String> move(String store, String body, String... headers) {
        return send("PATCH", "/stores/" + store, body, headers);
    }

    @Test
    void aKeyHasAtMost255Characters() {
        problem(open(TEA, "k".repeat(256)), 400, "invalid-value");
        json(open(TEA, "k".repeat(255)), 201);
    }

    @Test
    void theFieldToBlameIsNamed() {
        blames(open("{\"name\": \"Tea\", \"currency\": \"XXX\"}"), "/currency");
        blames(open("{\"name\": \"Te\\na\", \"currency\": \"EUR\"}"), "/name");
    }

    @Test
    void aBlankKeyIsNone() {
        var refused = open(TEA, "");
        problem(refused, 400, "invalid-value");
        assertThat(refused.body()).contains("\"header\":\"Idempotency-Key\"");
    }

    @Test
    void strangersOpenNothing() {
        problem(post("/stores", TEA), 401, "unauthenticated");
    }
}
