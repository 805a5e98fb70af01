package io.saler.acceptance;

import io.saler.demo.client.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The API as the running Saler describes it. */
final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    static ApiDocument of(SalerProcess saler) {
        return new ApiDocument(saler.client().send(Call.get("/openapi.json")).body());
    }

    JsonNode root() {
        return root;
    }

    /** Every operation there is. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** What stands in a place that may refer to another. */
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = root.at(at.path("$ref").asString().substring(1));
        }
        return at;
    }

    /** An example of an operation's JSON body, or a missing node when there is none. */
    JsonNode example(Operation operation) {
        JsonNode json = operation.jsonBody();
        return json.has("example")
                ? json.path("example")
                : resolved(json.path("schema")).path("example");
    }

    record Operation(String method, String path, JsonNode description) {

        String name() {
            return method + " " + path;
        }

        List<String> pathVariables() {
            return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
        }

        String pathWith(java.util.function.UnaryOperator<String> value) {
            return VARIABLE.matcher(path).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
        }

        boolean needsToken() {
            return description.path("security").size() > 0;
        }

        boolean takesBody() {
            return description.has("requestBody");
        }

        /** Whether it answers events as they come. */
        boolean streams() {
            return description.path("responses").path("200").path("content").has("text/event-stream");
        }

        JsonNode jsonBody() {
            return description.path("requestBody").path("content").path("application/json");
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
