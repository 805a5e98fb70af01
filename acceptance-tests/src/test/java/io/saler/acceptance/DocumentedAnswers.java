package io.saler.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.saler.acceptance.ApiDocument.Operation;
import io.saler.acceptance.GeneratedRequests.Generated;
import io.saler.acceptance.GeneratedRequests.Kind;
import io.saler.acceptance.RawHttp.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what about an answer is not as the document describes it. Safe for use by many threads. */
final class DocumentedAnswers {

    private static final String DOCUMENT = "https://saler.example/openapi.json";
    private static final String PROBLEM = "application/problem+json";

    /** What may be said of a request that does not reach the operation it was made from. */
    private static final Set<Integer> ELSEWHERE = Set.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 501);

    /** Said by the container of requests that it cannot serve, whatever they are for. */
    private static final Set<Integer> OF_HTTP_ITSELF = Set.of(414, 417, 431, 501);

    private final SchemaRegistry schemas;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    DocumentedAnswers(ApiDocument document) {
        JsonNode strict = document.root().deepCopy();
        allowNothingElse(strict);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(DOCUMENT, strict.toString())));
    }

    /** What an object's schema does not name must not be answered: or else the document would hide it. */
    private static void allowNothingElse(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.has("allOf")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DocumentedAnswers::allowNothingElse);
    }

    List<String> complaints(Generated generated, Response answer) {
        var complaints = new ArrayList<String>();
        Operation operation = generated.operation();
        if (answer.status() >= 500 && answer.status() != 501) {
            complaints.add("answers " + answer.status());
        }
        if (answer.all("x-request-id").size() != 1) {
            complaints.add(
                    answer.status() + " has " + answer.all("x-request-id").size() + " request ids");
        }
        if (!answer.header("x-content-type-options").equals("nosniff")) {
            complaints.add(answer.status() + " has no security headers");
        }
        if (answer.all("injected").size() + answer.all("x-injected").size() > 0) {
            complaints.add("lets headers be injected");
        }
        String text = answer.text();
        for (String inside :
                List.of("Exception", "io.saler.", "org.springframework", "java.lang", "tools.jackson", "\tat ")) {
            if (text.contains(inside)) {
                complaints.add("%d shows %s".formatted(answer.status(), inside));
            }
        }
        if (generated.kind() == Kind.BROKEN_BODY && answer.status() < 400) {
            complaints.add("takes a broken body: " + answer.status());
        }
        if (generated.kind() == Kind.ELSEWHERE
                && !operation.description().path("responses").has("" + answer.status())) {
            if (answer.status() >= 400 && !ELSEWHERE.contains(answer.status())) {
                complaints.add("answers %d for what is elsewhere".formatted(answer.status()));
            }
            if (answer.status() >= 400 && answer.body().length > 0) {
                mustFit("/components/schemas/ProblemDocument", PROBLEM, answer, complaints);
            }
            return complaints;
        }
        if (OF_HTTP_ITSELF.contains(answer.status())) {
            mustFit("/components/schemas/ProblemDocument", PROBLEM, answer, complaints);
            return complaints;
        }
        if (generated.request().method().equals("HEAD")
                || !generated.request().method().equals(operation.method())) {
            return complaints;
        }
        if (generated.kind() != Kind.ELSEWHERE || answer.status() >= 400) {
            compare(operation, answer, complaints);
        }
        return complaints;
    }

    private void compare(Operation operation, Response answer, List<String> complaints) {
        JsonNode described = operation.description().path("responses").path("" + answer.status());
        if (described.isMissingNode()) {
            complaints.add("answers %d, which is not documented".formatted(answer.status()));
            return;
        }
        JsonNode content = described.path("content");
        if (answer.body().length == 0) {
            if (!content.isMissingNode() && answer.status() != 304) {
                complaints.add("answers %d without the documented body".formatted(answer.status()));
            }
            return;
        }
        String type = answer.header("content-type").split(";", 2)[0].strip();
        if (!content.has(type)) {
            complaints.add(
                    "answers %d as '%s', documented as %s".formatted(answer.status(), type, content.propertyNames()));
            return;
        }
        String schema = "/paths/%s/%s/responses/%d/content/%s/schema"
                .formatted(
                        escaped(operation.path()),
                        operation.method().toLowerCase(java.util.Locale.ROOT),
                        answer.status(),
                        escaped(type));
        if (type.endsWith("json")) {
            mustFit(schema, type, answer, complaints);
        } else if (answer.isStream()) {
            mustFit(schema, answer.eventData(), answer, complaints);
        }
    }

    private void mustFit(String schema, String type, Response answer, List<String> complaints) {
        if (!answer.header("content-type").startsWith(type)) {
            complaints.add("%d is %s and not %s".formatted(answer.status(), answer.header("content-type"), type));
            return;
        }
        mustFit(schema, answer.json(), answer, complaints);
    }

    private void mustFit(String schema, Optional<JsonNode> value, Response answer, List<String> complaints) {
        value.ifPresentOrElse(
                body -> errors(schema, body)
                        .forEach(error ->
                                complaints.add("%d does not fit its schema: %s".formatted(answer.status(), error))),
                () -> complaints.add(answer.status() + " is not JSON"));
    }

    /** What about a value does not fit a schema of the document, given by its place there. */
    List<String> errors(String place, JsonNode value) {
        return known
                .computeIfAbsent(place, at -> schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + uri(at))))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String uri(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }
}
