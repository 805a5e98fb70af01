package io.saler.gateway.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Why a request is refused, before it is written as an answer.
 *
 * @param type stable, in kebab case; the last part of the type URI
 * @param detail fit for whoever sent the request; shows nothing of the inside
 * @param facts further members of the problem document
 * @param headers further headers of the answer, such as {@code Retry-After}
 */
public record Problem(
        HttpStatus status,
        String type,
        String detail,
        List<Blame> errors,
        Map<String, String> facts,
        HttpHeaders headers) {

    public Problem {
        errors = List.copyOf(errors);
        facts = Map.copyOf(facts);
    }

    public static Problem of(HttpStatus status, String type, String detail) {
        return new Problem(status, type, detail, List.of(), Map.of(), new HttpHeaders());
    }

    static Problem badValue(String detail, List<Blame> errors) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid-value", detail, errors, Map.of(), new HttpHeaders());
    }

    /** @param field where in the body the value stood, as {@link io.saler.value.InvalidValue#field} says it */
    static Problem badValue(String detail, @Nullable String field) {
        return badValue(detail, field == null ? List.of() : List.of(Blame.body(JsonPointers.ofField(field), detail)));
    }

    /** One part of the request cannot be what it is: 400 {@code invalid-value}. */
    public static Problem badValue(Blame blame) {
        return badValue(blame.detail(), List.of(blame));
    }

    /** Something needed is away for the moment; the client is told to ask again in two seconds. */
    public static Problem unavailable() {
        return of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "Something needed for this is away for the moment. Please try again shortly.")
                .with(HttpHeaders.RETRY_AFTER, "2");
    }

    static Problem internal() {
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something went wrong here. It is logged under this answer's request id.");
    }

    public Problem with(String header, String value) {
        var more = new HttpHeaders();
        more.addAll(headers);
        more.set(header, value);
        return new Problem(status, type, detail, errors, facts, more);
    }
}
