package io.saler.demo.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Saler over HTTP, for one caller. {@link #signedInWith} and {@link #patientUntil} answer copies that share
 * connections, so one client can be kept for everybody. Every typed method throws {@link SalerProblem} when Saler
 * refuses and {@link Unreachable} when it does not answer; {@link #send} answers whatever came back. Safe for use by
 * many threads.
 */
public final class SalerClient {

    private final Transport transport;
    private final @Nullable String accessToken;
    private final @Nullable Deadline deadline;

    private SalerClient(Transport transport, @Nullable String accessToken, @Nullable Deadline deadline) {
        this.transport = transport;
        this.accessToken = accessToken;
        this.deadline = deadline;
    }

    public static SalerClient at(URI url) {
        return new SalerClient(new Transport(url), null, null);
    }

    /** The same client, for whom this token speaks. */
    public SalerClient signedInWith(String token) {
        return new SalerClient(transport, token, deadline);
    }

    /** The same client, repeating unanswered requests, 429 and 503 until the deadline. */
    public SalerClient patientUntil(Deadline newDeadline) {
        return new SalerClient(transport, accessToken, newDeadline);
    }

    public URI url() {
        return transport.url();
    }

    /** Sends a request and answers what came back, be it success or problem. */
    public Answer send(Call call) {
        return transport.send(call, accessToken, deadline);
    }

    /** Whether something answers here that says it is ready. Never throws, never repeats. */
    public boolean isReady() {
        try {
            return transport
                    .send(Call.get("/actuator/health/readiness"), null, null)
                    .succeeded();
        } catch (Unreachable away) {
            return false;
        }
    }

    /** Registers a user and answers the user's id. */
    public String register(String email, String password, String name) {
        var registration = Map.of("email", email, "password", password, "name", name);
        return text(Call.post("/auth/register", registration).once("register-" + email), "userId");
    }

    public void verify(String token) {
        succeed(Call.post("/auth/verify", Map.of("token", token)));
    }

    public Tokens logIn(String email, String password) {
        return read(Call.post("/auth/login", Map.of("email", email, "password", password)), Tokens.class);
    }

    /** Opens a store and answers its id. */
    public String openStore(String name, String currency, String idempotencyKey) {
        return text(
                Call.post("/stores", Map.of("name", name, "currency", currency)).once(idempotencyKey), "storeId");
    }

    /** Adds a product to a store and answers its id. */
    public String createProduct(NewProduct product, String idempotencyKey) {
        return text(Call.post("/products", product).once(idempotencyKey), "productId");
    }

    /** Asks for an order; it is accepted, not yet confirmed. */
    public AcceptedOrder placeOrder(NewOrder order, String idempotencyKey) {
        return read(Call.post("/orders", order).once(idempotencyKey), AcceptedOrder.class);
    }

    public Order order(String orderId) {
        return read(Call.get("/orders/" + encoded(orderId)), Order.class);
    }

    /** Everything that happened to an order, oldest first. */
    public List<HistoryEntry> history(String orderId) {
        return all("/orders/" + encoded(orderId) + "/history?limit=100", HistoryEntry.class);
    }

    public StockLevel stock(String productId) {
        return read(Call.get("/inventory/" + encoded(productId)), StockLevel.class);
    }

    /** The mails that the embedded SMTP server holds for an address, newest first. */
    public List<Mail> mailTo(String address) {
        return all("/dev/mail?to=" + encoded(address), Mail.class);
    }

    /** What the simulated payment gateway holds, as a bank statement would show it. */
    public List<LedgerEntry> gatewayLedger() {
        return all("/dev/gateway/ledger", LedgerEntry.class);
    }

    /** Has a read model rebuilt. */
    public void rebuild(String name, Map<String, Object> how) {
        succeed(Call.post("/admin/projections/" + encoded(name) + "/rebuild", how));
    }

    /** How far the last rebuild of a read model has come. */
    public <T> T rebuildProgress(String name, Class<T> type) {
        return read(Call.get("/admin/projections/" + encoded(name) + "/rebuild"), type);
    }

    /** What was found when the newest generation of a read model was compared, by table. */
    public <T> List<T> rebuildComparison(String name, Class<T> type) {
        return succeed(Call.get("/admin/projections/" + encoded(name) + "/generations"))
                .body()
                .path("generations")
                .path(0)
                .path("comparison")
                .valueStream()
                .map(table -> Transport.JSON.treeToValue(table, type))
                .toList();
    }

    private <T> List<T> all(String path, Class<T> type) {
        var items = new ArrayList<T>();
        String page = path;
        while (true) {
            JsonNode body = succeed(Call.get(page)).body();
            for (JsonNode item : body.path("items")) {
                items.add(Transport.JSON.treeToValue(item, type));
            }
            String next = body.path("next").asString("");
            if (next.isEmpty()) {
                return items;
            }
            page = path + (path.contains("?") ? "&" : "?") + "after=" + encoded(next);
        }
    }

    private <T> T read(Call call, Class<T> type) {
        return Transport.JSON.treeToValue(succeed(call).body(), type);
    }

    private String text(Call call, String field) {
        Answer answer = succeed(call);
        String value = answer.body().path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalStateException("%s %s answered %d without %s: %s"
                    .formatted(call.method(), call.path(), answer.status(), field, answer.body()));
        }
        return value;
    }

    private Answer succeed(Call call) {
        Answer answer = send(call);
        if (!answer.succeeded()) {
            throw new SalerProblem(call, answer);
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
