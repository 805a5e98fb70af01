package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.gateway.access.ApiKeySecret;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What may be tracked, by whom, and who reads it. Kafka is away, so what is accepted waits on disk. */
class TrackingHttpTest extends ServedQuerySide {

    private static final String EVENTS = "/analytics/events";

    private final ApiKeySecret publishable = ApiKeySecret.random(ApiKeyKind.PUBLISHABLE);
    private final ApiKeySecret secret = ApiKeySecret.random(ApiKeyKind.SECRET);
    private final StoreOpened other = Story.store(merchant);

    @BeforeEach
    void openTheStores() {
        publish(
                store,
                other,
                key(publishable, ApiKeyKind.PUBLISHABLE, Scope.ANALYTICS_TRACK),
                key(secret, ApiKeyKind.SECRET, Scope.ANALYTICS_READ));
        Awaitility.await().untilAsserted(() -> accepted(post(EVENTS, publishable.reveal(), pageView("")), 1));
    }

    private ApiKeyCreated key(ApiKeySecret text, ApiKeyKind kind, Scope scope) {
        return new ApiKeyCreated(
                store.storeId(), ApiKeyId.random(), "page", kind, List.of(scope), text.digest(), text.lastFour(), null);
    }

    @Test
    void oneEventOrAListIsAcceptedFromWhoeverIsRecognised() {
        accepted(post(EVENTS, as(customer), pageView(of(store.storeId()))), 1);
        accepted(post(EVENTS, as(customer), list(3, of(store.storeId()))), 3);
        accepted(
                post(
                        EVENTS,
                        as(customer),
                        "[%s, %s]".formatted(pageView(of(store.storeId())), pageView(of(other.storeId())))),
                2);
        accepted(post(EVENTS, publishable.reveal(), pageView(of(store.storeId()))), 1);
        accepted(post(EVENTS, publishable.reveal(), list(500, "")), 500);
        problem(post(EVENTS, null, pageView(of(store.storeId()))), 401, "unauthenticated");
    }

    @Test
    void aKeyTracksInItsOwnStoreOnlyAndWithItsScopeOnly() {
        problem(post(EVENTS, publishable.reveal(), pageView(of(other.storeId()))), 404, "store-unknown");
        problem(
                post(EVENTS, publishable.reveal(), "[%s, %s]".formatted(pageView(""), pageView(of(other.storeId())))),
                404,
                "store-unknown");
        problem(post(EVENTS, secret.reveal(), pageView("")), 403, "scope-missing");
        problem(get(realtime(store.storeId()), publishable.reveal()), 403, "scope-missing");
        problem(get(search(store.storeId()), publishable.reveal()), 403, "scope-missing");
    }

    @Test
    void whatHappensInAStoreIsForItsOwn() {
        for (String path : List.of(realtime(store.storeId()), search(store.storeId()))) {
            problem(get(path, as(stranger)), 404, "store-unknown");
            problem(get(path, as(customer)), 404, "store-unknown");
            problem(get(path, null), 401, "unauthenticated");
        }
        problem(get(realtime(other.storeId()), secret.reveal()), 404, "store-unknown");
        problem(get(search(other.storeId()), secret.reveal()), 404, "store-unknown");
        for (String reader : List.of(as(merchant), secret.reveal(), Tokens.of(UserId.random(), Role.ADMIN))) {
            var view = json(get(realtime(store.storeId()) + "&minutes=5", reader));
            assertThat(view.path("minutes").size()).isEqualTo(5);
            assertThat(view.path("counts").path("PAGE_VIEW").asInt(-1)).isZero();
            problem(get(search(store.storeId()), reader), 503, "event-search-unavailable");
        }
    }

    @Test
    void aStoreThatIsNotThereIsUnknown() {
        problem(post(EVENTS, as(customer), pageView(of(new StoreId(UUID.randomUUID())))), 404, "store-unknown");
        problem(
                get(realtime(new StoreId(UUID.randomUUID())), Tokens.of(UserId.random(), Role.ADMIN)),
                404,
                "store-unknown");
    }

    @Test
    void moreThanFiveHundredAndNoneAreRefused() {
        problem(post(EVENTS, publishable.reveal(), list(501, "")), 400, "invalid-value");
        problem(post(EVENTS, publishable.reveal(), "[]"), 400, "invalid-value");
        problem(post(EVENTS, publishable.reveal(), ""), 400, "missing-body");
        problem(
                post(
                        EVENTS,
                        publishable.reveal(),
                        "[" + pageView("\"path\": \"/" + "x".repeat(1_100_000) + "\",") + "]"),
                413,
                "content-too-large");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "type": "PAGE_VIEW"                                     | path
                    "type": "UNHEARD_OF", "path": "/"                       | type
                    "path": "/"                                             | type
                    "type": "PAGE_VIEW", "path": "no-slash"                 | path
                    "type": "PAGE_VIEW", "path": "/", "query": "mug"        | query
                    "type": "PAGE_VIEW", "path": "/", "step": "STARTED"     | step
                    "type": "PAGE_VIEW", "path": "/", "name": "x"           | name
                    "type": "PAGE_VIEW", "path": "/", "quantity": 1         | quantity
                    "type": "PRODUCT_VIEW"                                  | productId
                    "type": "PRODUCT_VIEW", "productId": "1"                | productId
                    "type": "SEARCH"                                        | query
                    "type": "SEARCH", "query": " "                          | query
                    "type": "SEARCH", "query": "mug", "results": -1         | results
                    "type": "ADD_TO_CART"                                   | productId
                    "type": "CHECKOUT_STEP"                                 | step
                    "type": "CHECKOUT_STEP", "step": "DANCING"              | step
                    "type": "CUSTOM"                                        | name
                    "type": "CUSTOM", "name": "1st"                         | name
                    "type": "CUSTOM", "name": "x", "properties": {"a b": 1} | properties
                    "type": "CUSTOM", "name": "x", "properties": {"a": {}}  | properties/a
                    "type": "CUSTOM", "name": "x", "properties": {"a": null}| properties/a
                    "type": "CUSTOM", "name": "x", "properties": {"a": 1e16}| properties/a
                    "type": "PAGE_VIEW", "path": "/", "occurredAt": "soon"  | occurredAt
                    "type": "PAGE_VIEW", "path": "/", "occurredAt": "0001-01-01T00:00:00Z" | occurredAt
                    """)
    void whatIsWrongWithAnEventIsNamedAndNothingOfItsRequestIsTaken(String fields, String field) {
        String event = event(fields);
        HttpResponse<String> alone = post(EVENTS, publishable.reveal(), event);
        HttpResponse<String> second = post(EVENTS, publishable.reveal(), "[%s, %s]".formatted(pageView(""), event));

        problem(alone, 400, "invalid-value");
        problem(second, 400, "invalid-value");
        assertThat(pointer(alone)).isEqualTo("/" + field);
        assertThat(pointer(second)).isEqualTo("/1/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "pat@example.org", "ä"})
    void idsThatCouldNameSomebodyAreRefused(String id) {
        String event = pageView("").replace("\"visitorId\": \"v\"", "\"visitorId\": \"" + id + "\"");

        problem(post(EVENTS, publishable.reveal(), event), 400, "invalid-value");
    }

    @Test
    void tooManyAndTooLongPropertiesAreRefused() {
        String many = IntStream.range(0, 21)
                .mapToObj(number -> "\"p%d\": %d".formatted(number, number))
                .collect(Collectors.joining(", "));
        String tooLong = IntStream.range(0, 20)
                .mapToObj(number -> "\"p%d\": \"%s\"".formatted(number, "x".repeat(500)))
                .collect(Collectors.joining(", "));
        String longest = tooLong.replace("x".repeat(500), "ä".repeat(200));
        String custom = "\"type\": \"CUSTOM\", \"name\": \"x\", \"properties\": {%s}";

        problem(post(EVENTS, publishable.reveal(), event(custom.formatted(many))), 400, "invalid-value");
        problem(post(EVENTS, publishable.reveal(), event(custom.formatted(tooLong))), 400, "invalid-value");
        accepted(post(EVENTS, publishable.reveal(), event(custom.formatted(longest))), 1);
        problem(
                post(EVENTS, publishable.reveal(), event(custom.formatted("\"a\": \"" + "x".repeat(501) + "\""))),
                400,
                "invalid-value");
        accepted(
                post(
                        EVENTS,
                        publishable.reveal(),
                        event(custom.formatted("\"a\": \"x\", \"b\": true, \"c\": 1.5, \"d\": \"\\u202e\\ud800\""))),
                1);
    }

    @Test
    void unknownFieldsAreRefused() {
        problem(post(EVENTS, publishable.reveal(), pageView("\"ip\": \"192.0.2.1\",")), 400, "unknown-field");
        problem(post(EVENTS, publishable.reveal(), "[" + pageView("\"user\": \"pat\",") + "]"), 400, "unknown-field");
        problem(post(EVENTS, publishable.reveal(), "[null]"), 400, "invalid-value");
        problem(post(EVENTS, publishable.reveal(), pageView("") + "x"), 400, "malformed-json");
    }

    @Test
    void readersAreToldWhatTheyAskForWrongly() {
        for (String query : List.of("&minutes=0", "&minutes=61", "&minutes=x")) {
            problem(get(realtime(store.storeId()) + query, as(merchant)), 400, "invalid-value");
        }
        for (String query :
                List.of("&type=NO", "&from=x", "&after=x", "&from=2026-11-27T00:00:00Z&to=2026-11-26T00:00:00Z")) {
            problem(get(search(store.storeId()) + query, as(merchant)), 400, "invalid-value");
        }
        problem(get("/analytics/realtime", as(merchant)), 400, "invalid-value");
    }

    private static String realtime(StoreId store) {
        return "/analytics/realtime?storeId=" + store;
    }

    private static String search(StoreId store) {
        return "/analytics/events/search?storeId=" + store;
    }

    private static String of(StoreId store) {
        return "\"storeId\": \"%s\",".formatted(store);
    }

    private static String pageView(String fields) {
        return event(
                fields.contains("\"path\"")
                        ? fields + "\"type\": \"PAGE_VIEW\""
                        : fields + "\"type\": \"PAGE_VIEW\", \"path\": \"/\"");
    }

    private static String event(String fields) {
        return "{\"eventId\": \"%s\", \"visitorId\": \"v\", \"sessionId\": \"s\", %s}"
                .formatted(UUID.randomUUID(), fields);
    }

    private static String list(int events, String fields) {
        return IntStream.range(0, events)
                .mapToObj(number -> pageView(fields))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void accepted(HttpResponse<String> answer, int events) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("accepted").asInt())
                .isEqualTo(events);
    }

    private static String pointer(HttpResponse<String> answer) {
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("errors")
                .path(0)
                .path("pointer")
                .asString();
    }
}
