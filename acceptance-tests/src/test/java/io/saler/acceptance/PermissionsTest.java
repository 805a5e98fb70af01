package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.ApiDocument.Operation;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks every operation that Saler describes with no token, another role's token, and that of a merchant whose things
 * these are not. Whatever is new fails here until it is said who may call it.
 */
class PermissionsTest {

    /** Open to everybody. An operation is added here on purpose, or needs a token. */
    private static final Set<String> OPEN = Set.of(
            "GET /.well-known/jwks.json",
            "POST /auth/register",
            "GET /auth/verify",
            "POST /auth/verify",
            "POST /auth/login",
            "POST /auth/verify/resend",
            "POST /auth/refresh",
            "POST /auth/password/forgot",
            "GET /auth/password/reset",
            "POST /auth/password/reset",
            "GET /stores/{storeId}",
            "GET /products",
            "GET /products/{productId}",
            "GET /search",
            "GET /search/suggest",
            "GET /dev/mail",
            "GET /dev/gateway/ledger",
            "POST /dev/gateway/payments/{paymentId}/complete",
            "GET /dev/servers",
            "POST /dev/servers/{name}/stop",
            "POST /dev/servers/{name}/start");

    /** Of whoever is signed in, about nobody but themselves: there is nothing of anybody else's to name. */
    private static final Set<String> OWN = Set.of(
            "POST /auth/logout",
            "GET /auth/sessions",
            "DELETE /auth/sessions",
            "POST /auth/password/change",
            "GET /users/me",
            "POST /users/me/erase",
            "POST /stores",
            "POST /orders",
            "GET /orders",
            "GET /notifications",
            "POST /analytics/events");

    /** Of an order's customer alone: not even its merchant may. */
    private static final Set<String> CUSTOMERS = Set.of("POST /payment/process");

    /** What administrators alone may do begins like one of these. */
    private static final List<String> ADMINISTRATION = List.of("/admin/", "/auth/signing-keys");

    private static final JsonMapper JSON = new JsonMapper();

    private static List<Operation> operations;
    private static ApiDocument document;
    private static SalerClient anyone;
    private static Store store;
    private static SignedUp customer;
    private static SignedUp buyer;
    private static Store otherStore;

    /** Real things of the first merchant, by the names that paths and bodies have for them. */
    private static Map<String, String> known;

    @BeforeAll
    static void openTwoShops() {
        anyone = SharedSaler.get().client();
        document = ApiDocument.of(SharedSaler.get());
        operations = document.operations();
        store = People.openStore(anyone);
        otherStore = People.openStore(anyone);
        customer = People.signUp(anyone);
        buyer = People.signUp(anyone);
        String product = store.product("WALK-MUG", 5);
        // It has ended, and so does a stream of it.
        String order = People.place(buyer, People.order(store.storeId(), product, 1, "pm_decline"));
        People.awaitStatus(buyer, order, "REJECTED");
        SalerClient merchant = store.merchant().client();
        String session = merchant.send(Call.get("/auth/sessions"))
                .body()
                .path("items")
                .path(0)
                .path("sessionId")
                .asString();
        String key = merchant.send(Call.post(
                        "/stores/" + store.storeId() + "/api-keys", Map.of("name", "walk", "kind", "PUBLISHABLE")))
                .body()
                .path("keyId")
                .asString();
        known = Map.of(
                "storeId", store.storeId(),
                "productId", product,
                "orderId", order,
                "sessionId", session,
                "keyId", key);
    }

    static Stream<Operation> closed() {
        return operations.stream().filter(operation -> !OPEN.contains(operation.name()));
    }

    /** Those about a thing of somebody: it stands in the path or in the body. */
    static Stream<Operation> aboutSomebodysThing() {
        return closed().filter(operation -> !OWN.contains(operation.name()) && !isAdministration(operation));
    }

    static Stream<Operation> administration() {
        return operations.stream().filter(PermissionsTest::isAdministration);
    }

    private static boolean isAdministration(Operation operation) {
        return ADMINISTRATION.stream().anyMatch(operation.path()::startsWith);
    }

    @Test
    void exactlyWhatIsOpenNeedsNoToken() {
        var open = new TreeSet<String>();
        operations.stream()
                .filter(operation -> !operation.needsToken())
                .forEach(operation -> open.add(operation.name()));
        assertThat(open)
                .as("operations that everybody may call: give a new one an AccessRule, or add it to OPEN")
                .containsExactlyElementsOf(
                        OPEN.stream().filter(SalerProcess::describes).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("closed")
    void withoutATokenIsRefused(Operation operation) {
        RefusalsTest.assertProblem(anyone.send(call(operation)), 401);
    }

    @ParameterizedTest
    @MethodSource("closed")
    void withATokenThatDoesNotHoldIsRefused(Operation operation) {
        RefusalsTest.assertProblem(anyone.signedInWith("a.bad.token").send(call(operation)), 401);
    }

    @ParameterizedTest
    @MethodSource("aboutSomebodysThing")
    void withACustomersTokenIsRefused(Operation operation) {
        assertRefused(operation, customer.client().send(call(operation)));
    }

    @ParameterizedTest
    @MethodSource("aboutSomebodysThing")
    void withAnotherMerchantsTokenIsRefused(Operation operation) {
        assertRefused(operation, otherStore.merchant().client().send(call(operation)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("administration")
    void ofAdministratorsIsRefusedToOthers(Operation operation) {
        RefusalsTest.assertProblem(customer.client().send(call(operation)), 403);
        RefusalsTest.assertProblem(store.merchant().client().send(call(operation)), 403);
    }

    /** Or else the refusals above would say nothing: the same requests are the owner's good right. */
    @Test
    void isNotRefusedToTheOwner() {
        aboutSomebodysThing()
                .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
                .forEach(operation -> assertThat(
                                owner(operation).client().send(call(operation)).status())
                        .as(operation.name() + " by the owner")
                        .isNotIn(401, 403, 404));
    }

    private static SignedUp owner(Operation operation) {
        return CUSTOMERS.contains(operation.name()) ? buyer : store.merchant();
    }

    private static void assertRefused(Operation operation, Answer answer) {
        assertThat(answer.status())
                .as("%s for somebody whose thing this is not, answered %s; is it only about the caller, so OWN?"
                        .formatted(operation.name(), answer.body()))
                .isIn(403, 404);
        RefusalsTest.assertProblem(answer, answer.status());
    }

    private static Call call(Operation operation) {
        String path = operation.pathWith(name -> isAdministration(operation)
                ? known.getOrDefault(name, "00000000-0000-4000-8000-000000000000")
                : idOf(name, operation));
        var call = new Call(
                operation.method(), path + query(operation), operation.takesBody() ? body(operation) : null, Map.of());
        return operation.streams() ? call.with("Accept", "text/event-stream") : call;
    }

    /** What has to be asked for, about the first merchant's things. */
    private static String query(Operation operation) {
        return operation
                .description()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asString())
                .filter(known::containsKey)
                .map(name -> name + "=" + known.get(name))
                .reduce((one, other) -> one + "&" + other)
                .map(query -> "?" + query)
                .orElse("");
    }

    private static String idOf(String name, Operation operation) {
        String id = known.get(name);
        assertThat(id)
                .as("no known thing for {%s} of %s: make one of the first merchant's in openTwoShops()"
                        .formatted(name, operation))
                .isNotNull();
        return id;
    }

    /** The documented example, about the first merchant's things. */
    private static String body(Operation operation) {
        JsonNode example = document.example(operation);
        assertThat(example.isObject())
                .as("%s has no example of its body in the document", operation)
                .isTrue();
        ObjectNode body = ((ObjectNode) example).deepCopy();
        known.forEach((name, id) -> {
            if (body.has(name)) {
                body.put(name, id);
            }
        });
        return JSON.writeValueAsString(body);
    }
}
