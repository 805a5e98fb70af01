package io.saler.saga.payment.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.saler.payment.PaymentId;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Stripe as its public API reference says of PaymentIntents with manual capture, refunds, idempotent
 * requests and errors, served by WireMock. What a payment method does is said by Stripe's own names for testing. Faults
 * can be put between it and whoever asks.
 */
public final class StripeStandIn implements AutoCloseable {

    public static final String VISA = "pm_card_visa";
    public static final String DECLINED = "pm_card_chargeDeclined";
    public static final String INSUFFICIENT_FUNDS = "pm_card_chargeDeclinedInsufficientFunds";
    public static final String LOST_CARD = "pm_card_chargeDeclinedLostCard";
    public static final String THREE_D_SECURE = "pm_card_threeDSecure2Required";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern INTENT = Pattern.compile("/v1/payment_intents/(pi_[0-9]+)(?:/([a-z]+))?");
    private static final Pattern QUERY = Pattern.compile("metadata\\['paymentId']:'([^']+)'");

    private final WireMockServer http;
    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
    private final Map<String, Answered> keys = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private int names;
    private String nextRefundFails;

    private record Answered(String request, Answer answer) {}

    private record Answer(int status, JsonNode body) {}

    /** @param done whether the request is carried out although it is not answered */
    private record Fault(Predicate<String> requests, int[] times, boolean done, ResponseDefinitionBuilder answer) {}

    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Refused(int status, ObjectNode error) {
            super(error.toString());
            ObjectNode body = JSON.createObjectNode();
            body.set("error", error);
            this.answer = new Answer(status, body);
        }
    }

    public StripeStandIn() {
        http = new WireMockServer(options().dynamicPort().extensions(new Desk()));
        http.start();
        http.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    public URI url() {
        return URI.create(http.baseUrl());
    }

    @Override
    public void close() {
        http.stop();
    }

    private final class Desk implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return "stripe";
        }

        @Override
        public ResponseDefinition transform(ServeEvent asked) {
            return answer(asked.getRequest());
        }
    }

    // What tests see and do.

    /** Every request so far, as method, path and key. */
    public List<String> requests() {
        List<ServeEvent> newestFirst = http.getAllServeEvents();
        return newestFirst.reversed().stream()
                .map(ServeEvent::getRequest)
                .map(request -> name(request) + (key(request) == null ? "" : " " + key(request)))
                .toList();
    }

    /** What the newest requests said about the trace that they were part of, or nothing. */
    public List<String> traces(int newest) {
        return http.getAllServeEvents().stream()
                .limit(newest)
                .map(event -> event.getRequest().getHeader("traceparent"))
                .map(header -> header == null ? "" : header)
                .toList();
    }

    public synchronized List<String> intentsOf(PaymentId payment) {
        return intents.values().stream()
                .filter(intent -> isOf(intent, payment))
                .map(intent -> intent.path("id").asString())
                .toList();
    }

    /** What the customer's bank has paid out, in the currency's smallest unit. */
    public synchronized long taken(PaymentId payment) {
        return intents.values().stream()
                .filter(intent -> isOf(intent, payment))
                .mapToLong(intent -> intent.path("amount_received").asLong())
                .sum();
    }

    public synchronized long givenBack(PaymentId payment) {
        return refunds.values().stream()
                .filter(refund -> isOf(refund, payment) && !isFailed(refund))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
    }

    public synchronized String status(PaymentId payment) {
        return only(payment).path("status").asString();
    }

    public synchronized JsonNode intent(PaymentId payment) {
        return only(payment).deepCopy();
    }

    private ObjectNode only(PaymentId payment) {
        List<ObjectNode> all = intents.values().stream()
                .filter(intent -> isOf(intent, payment))
                .toList();
        if (all.size() != 1) {
            throw new IllegalStateException("%d intents of %s".formatted(all.size(), payment));
        }
        return all.getFirst();
    }

    /** The same account is used by others, who pay by this many intents. */
    public synchronized void sellElsewhere(int sales) {
        for (int sale = 0; sale < sales; sale++) {
            intent(Map.of("amount", "100", "currency", "eur"));
        }
    }

    /** The customer has proved to be themselves. */
    public synchronized void authenticate(PaymentId payment) {
        ObjectNode intent = only(payment);
        become(intent, "requires_capture");
        intent.put("amount_capturable", intent.path("amount").asLong());
    }

    /** The customer has not proved to be themselves. */
    public synchronized void failAuthentication(PaymentId payment) {
        ObjectNode intent = only(payment);
        become(intent, "requires_payment_method");
        intent.set("last_payment_error", error("card_error", "payment_intent_authentication_failure", null));
    }

    /** Something happens to the intent at Stripe itself, such as that an authorisation runs out. */
    public synchronized void become(PaymentId payment, String status) {
        become(only(payment), status);
    }

    /** A day has passed. */
    public synchronized void forgetKeys() {
        keys.clear();
        intents.values()
                .forEach(intent -> intent.put("created", intent.path("created").asLong() - 86_400));
    }

    /** What was refunded is not accepted by the customer's bank. */
    public synchronized void refuseNextRefund(String reason) {
        nextRefundFails = reason;
    }

    /** The next request of that name is carried out, and not answered before this time has passed. */
    public synchronized void loseAnswer(String name, Duration silence) {
        faults.add(new Fault(
                name::equals,
                new int[] {1},
                true,
                aResponse().withStatus(200).withFixedDelay(Math.toIntExact(silence.toMillis()))));
    }

    /** The next requests, whatever they are, are not carried out. */
    public synchronized void refuse(int status, String type, String code, int times) {
        ObjectNode body = JSON.createObjectNode();
        body.set("error", error(type, code, null));
        faults.add(new Fault(
                any -> true,
                new int[] {times},
                false,
                aResponse().withStatus(status).withBody(body.toString())));
    }

    /** The next requests meet a proxy in front of Stripe, or nobody at all. */
    public synchronized void disturb(ResponseDefinitionBuilder answer, int times) {
        faults.add(new Fault(any -> true, new int[] {times}, false, answer));
    }

    // What Stripe does.

    private synchronized ResponseDefinition answer(Request request) {
        Fault fault = faults.stream()
                .filter(each -> each.times()[0] > 0 && each.requests().test(name(request)))
                .findFirst()
                .orElse(null);
        if (fault != null) {
            fault.times()[0]--;
            if (fault.done()) {
                carryOut(request);
            }
            return fault.answer().build();
        }
        Answer answer = carryOut(request);
        return aResponse()
                .withStatus(answer.status())
                .withHeader("Content-Type", "application/json")
                .withHeader("Request-Id", "req_" + ++names)
                .withBody(answer.body().toString())
                .build();
    }

    private Answer carryOut(Request request) {
        if (!"Bearer sk_test_standin".equals(request.getHeader("Authorization"))) {
            return new Refused(401, error("invalid_request_error", null, null)).answer;
        }
        String key = key(request);
        if (key == null) {
            return handled(request);
        }
        String content = name(request) + "?" + request.getBodyAsString();
        Answered before = keys.get(key);
        if (before != null) {
            return before.request().equals(content)
                    ? before.answer()
                    : new Refused(400, error("idempotency_error", null, null)).answer;
        }
        Answer answer = handled(request);
        keys.put(key, new Answered(content, answer));
        return answer;
    }

    private Answer handled(Request request) {
        try {
            return new Answer(200, handle(request));
        } catch (Refused refused) {
            return refused.answer;
        }
    }

    private JsonNode handle(Request request) throws Refused {
        boolean post = request.getMethod().equals(RequestMethod.POST);
        URI address = URI.create(request.getUrl());
        Map<String, String> fields = fields(post ? request.getBodyAsString() : address.getRawQuery());
        String path = address.getPath();
        if (path.equals("/v1/payment_intents")) {
            return post ? create(fields) : list(fields);
        }
        if (path.equals("/v1/payment_intents/search")) {
            return search(fields);
        }
        if (path.equals("/v1/refunds")) {
            return post
                    ? refund(fields)
                    : page(
                            refunds.values().stream()
                                    .filter(refund -> refund.path("payment_intent")
                                            .asString()
                                            .equals(fields.get("payment_intent")))
                                    .toList(),
                            fields);
        }
        Matcher intent = INTENT.matcher(path);
        if (!intent.matches()) {
            throw new Refused(404, error("invalid_request_error", "url_invalid", null));
        }
        ObjectNode found = intents.get(intent.group(1));
        if (found == null) {
            throw new Refused(404, error("invalid_request_error", "resource_missing", null));
        }
        return switch (Objects.requireNonNullElse(intent.group(2), "")) {
            case "capture" -> capture(found);
            case "cancel" -> cancel(found);
            default -> found.deepCopy();
        };
    }

    private JsonNode create(Map<String, String> fields) throws Refused {
        String method = fields.get("payment_method");
        if (!List.of(VISA, DECLINED, INSUFFICIENT_FUNDS, LOST_CARD, THREE_D_SECURE)
                .contains(method)) {
            throw new Refused(400, error("invalid_request_error", "resource_missing", null));
        }
        if (!"manual".equals(fields.get("capture_method")) || !"true".equals(fields.get("confirm"))) {
            throw new Refused(400, error("invalid_request_error", "parameter_missing", null));
        }
        ObjectNode intent = intent(fields);
        switch (method) {
            case VISA -> {
                become(intent, "requires_capture");
                intent.put("amount_capturable", intent.path("amount").asLong());
            }
            case THREE_D_SECURE -> {
                become(intent, "requires_action");
                ObjectNode action = intent.putObject("next_action").put("type", "redirect_to_url");
                action.putObject("redirect_to_url")
                        .put(
                                "url",
                                "https://hooks.stripe.example/3d_secure_2/hosted?intent="
                                        + intent.path("id").asString())
                        .put("return_url", fields.get("return_url"));
            }
            default -> {
                String decline = switch (method) {
                    case INSUFFICIENT_FUNDS -> "insufficient_funds";
                    case LOST_CARD -> "lost_card";
                    default -> "generic_decline";
                };
                become(intent, "requires_payment_method");
                intent.set("last_payment_error", error("card_error", "card_declined", decline));
                ObjectNode error = error("card_error", "card_declined", decline);
                error.set("payment_intent", intent.deepCopy());
                throw new Refused(402, error);
            }
        }
        return intent.deepCopy();
    }

    private ObjectNode intent(Map<String, String> fields) {
        ObjectNode intent = JSON.createObjectNode();
        String id = "pi_" + ++names;
        intent.put("id", id)
                .put("object", "payment_intent")
                .put("status", "requires_confirmation")
                .put("amount", Long.parseLong(fields.get("amount")))
                .put("amount_received", 0)
                .put("amount_capturable", 0)
                .put("currency", fields.get("currency"))
                .put("capture_method", "manual")
                .put("client_secret", id + "_secret_never_to_be_kept")
                .put("created", Instant.now().getEpochSecond());
        ObjectNode metadata = intent.putObject("metadata");
        if (fields.containsKey("metadata[paymentId]")) {
            metadata.put("paymentId", fields.get("metadata[paymentId]"));
        }
        intents.put(id, intent);
        return intent;
    }

    private JsonNode capture(ObjectNode intent) throws Refused {
        require(intent, "requires_capture");
        become(intent, "succeeded");
        intent.put("amount_received", intent.path("amount").asLong()).put("amount_capturable", 0);
        return intent.deepCopy();
    }

    private JsonNode cancel(ObjectNode intent) throws Refused {
        require(
                intent,
                "requires_payment_method",
                "requires_capture",
                "requires_confirmation",
                "requires_action",
                "processing");
        become(intent, "canceled");
        intent.put("amount_capturable", 0);
        return intent.deepCopy();
    }

    private static void require(ObjectNode intent, String... statuses) throws Refused {
        if (!List.of(statuses).contains(intent.path("status").asString())) {
            ObjectNode error = error("invalid_request_error", "payment_intent_unexpected_state", null);
            error.set("payment_intent", intent.deepCopy());
            throw new Refused(400, error);
        }
    }

    private static void become(ObjectNode intent, String status) {
        intent.put("status", status);
        intent.remove("next_action");
    }

    private JsonNode list(Map<String, String> fields) {
        long since = Long.parseLong(fields.getOrDefault("created[gte]", "0"));
        return page(
                intents.values().stream()
                        .filter(intent -> intent.path("created").asLong() >= since)
                        .toList(),
                fields);
    }

    private JsonNode search(Map<String, String> fields) {
        Matcher query = QUERY.matcher(fields.getOrDefault("query", ""));
        String payment = query.matches() ? query.group(1) : "";
        ObjectNode found =
                JSON.createObjectNode().put("object", "search_result").put("has_more", false);
        found.set(
                "data",
                newestFirst(intents.values().stream()
                        .filter(intent ->
                                intent.at("/metadata/paymentId").asString("").equals(payment))
                        .toList()));
        return found;
    }

    private static JsonNode page(List<ObjectNode> all, Map<String, String> fields) {
        List<JsonNode> from = new ArrayList<>();
        newestFirst(all).forEach(from::add);
        String after = fields.get("starting_after");
        if (after != null) {
            while (!from.removeFirst().path("id").asString().equals(after)) {
                // Until the one that the last page ended with is gone too.
            }
        }
        int limit = Integer.parseInt(fields.getOrDefault("limit", "10"));
        ObjectNode page = JSON.createObjectNode().put("object", "list").put("has_more", from.size() > limit);
        ArrayNode data = page.putArray("data");
        from.stream().limit(limit).forEach(data::add);
        return page;
    }

    private static ArrayNode newestFirst(List<ObjectNode> all) {
        ArrayNode data = JSON.createArrayNode();
        all.reversed().forEach(each -> data.add(each.deepCopy()));
        return data;
    }

    private JsonNode refund(Map<String, String> fields) throws Refused {
        ObjectNode intent = intents.get(fields.get("payment_intent"));
        long amount = Long.parseLong(fields.get("amount"));
        if (intent == null || !intent.path("status").asString().equals("succeeded")) {
            throw new Refused(400, error("invalid_request_error", "resource_missing", null));
        }
        long left = intent.path("amount_received").asLong()
                - refunds.values().stream()
                        .filter(refund ->
                                refund.path("payment_intent").asString().equals(fields.get("payment_intent")))
                        .filter(refund -> !isFailed(refund))
                        .mapToLong(refund -> refund.path("amount").asLong())
                        .sum();
        if (amount > left) {
            throw new Refused(
                    400,
                    error("invalid_request_error", left == 0 ? "charge_already_refunded" : "amount_too_large", null));
        }
        ObjectNode refund = JSON.createObjectNode();
        String id = "re_" + ++names;
        refund.put("id", id)
                .put("object", "refund")
                .put("amount", amount)
                .put("payment_intent", fields.get("payment_intent"))
                .put("status", nextRefundFails == null ? "succeeded" : "failed")
                .put("failure_reason", nextRefundFails);
        nextRefundFails = null;
        refund.putObject("metadata")
                .put("paymentId", fields.get("metadata[paymentId]"))
                .put("refundId", fields.get("metadata[refundId]"));
        refunds.put(id, refund);
        return refund.deepCopy();
    }

    private static boolean isFailed(JsonNode refund) {
        return refund.path("status").asString().equals("failed");
    }

    private static boolean isOf(JsonNode node, PaymentId payment) {
        return node.at("/metadata/paymentId").asString("").equals(payment.toString());
    }

    private static ObjectNode error(String type, String code, String declineCode) {
        ObjectNode error = JSON.createObjectNode().put("type", type).put("message", "What went wrong, for people.");
        if (code != null) {
            error.put("code", code);
        }
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        return error;
    }

    private static String name(Request request) {
        return request.getMethod() + " " + URI.create(request.getUrl()).getPath();
    }

    private static String key(Request request) {
        return request.getHeader("Idempotency-Key");
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        if (form != null && !form.isEmpty()) {
            for (String field : form.split("&")) {
                String[] pair = field.split("=", 2);
                fields.put(decoded(pair[0]), decoded(pair[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
