package io.saler.demo.client;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Saler refused a request. The message is the problem details (RFC 9457) in one readable line: request, status, title,
 * detail and the offending fields.
 */
public final class SalerProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;

    SalerProblem(Call call, Answer answer) {
        super(describe(call, answer));
        this.status = answer.status();
        this.type = answer.body().path("type").asString("about:blank");
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The problem's type URI; {@code about:blank} when the answer was no problem document. */
    public String type() {
        return type;
    }

    /** Whether the type's last part is this name, for example {@code sku-taken}. */
    public boolean is(String name) {
        return type.equals(name) || type.endsWith("/" + name) || type.endsWith(":" + name);
    }

    private static String describe(Call call, Answer answer) {
        JsonNode problem = answer.body();
        var text = new StringBuilder("%s %s answered %d".formatted(call.method(), call.path(), answer.status()));
        append(text, ": ", problem.path("title").asString(""));
        append(text, " – ", problem.path("detail").asString(""));
        String fields = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asString("?") + " "
                        + error.path("detail").asString(""))
                .collect(Collectors.joining("; "));
        append(text, " – ", fields);
        String type = problem.path("type").asString("");
        if (!type.isEmpty()) {
            text.append(" (").append(type).append(')');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String separator, String part) {
        if (!part.isEmpty()) {
            text.append(separator).append(part);
        }
    }
}
