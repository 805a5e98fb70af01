package io.saler.gateway.problem;

import io.saler.value.InvalidValue;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Bodies that cannot be read: too long, not JSON, or JSON of another shape than asked for. Jackson's own messages are
 * never passed on, for they name classes.
 */
final class BodyMapping implements ProblemMapping {

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        BodyTooLarge tooLarge = Causes.first(thrown, BodyTooLarge.class);
        if (tooLarge != null) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", String.valueOf(tooLarge.getMessage()));
        }
        if (thrown instanceof MaxUploadSizeExceededException) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The upload is too large.");
        }
        if (!(thrown instanceof HttpMessageNotReadableException)) {
            return null;
        }
        if (Causes.first(thrown, SocketTimeoutException.class) != null) {
            return WebMapping.ofStatus(408);
        }
        JacksonException json = Causes.first(thrown, JacksonException.class);
        if (json != null && !(json instanceof JacksonIOException)) {
            return explainJson(json);
        }
        return Causes.first(thrown, IOException.class) == null ? missing() : WebMapping.ofStatus(400);
    }

    private static Problem missing() {
        return Problem.of(HttpStatus.BAD_REQUEST, "missing-body", "This request needs a body, and it is missing.");
    }

    private static Problem explainJson(JacksonException json) {
        InvalidValue refused = Causes.first(json, InvalidValue.class);
        if (refused != null) {
            return Problem.badValue(Blame.body(pointer(json), String.valueOf(refused.getMessage())));
        }
        return switch (json) {
            case StreamConstraintsException beyond ->
                malformed("The JSON is nested too deeply, or has a number or name that is too long.");
            case InputCoercionException tooLarge ->
                Problem.badValue(Blame.body(pointer(json), Expectation.of(tooLarge.getTargetType())));
            case StreamReadException notJson
            when repeatsName(notJson) ->
                malformed("The JSON has the same name twice in one object%s.".formatted(place(notJson)));
            case StreamReadException notJson -> malformed("The body is not JSON%s.".formatted(place(notJson)));
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case MismatchedInputException mismatch
            when followedByMore(mismatch) -> malformed("Something follows the JSON that should be the whole body.");
            case InvalidFormatException format ->
                Problem.badValue(Blame.body(pointer(json), Expectation.of(format.getTargetType())));
            case MismatchedInputException mismatch ->
                Problem.badValue(Blame.body(pointer(json), Expectation.of(mismatch.getTargetType())));
            case DatabindException refusedByConstructor ->
                Problem.badValue(Blame.body(pointer(json), reason(refusedByConstructor)));
            default -> malformed("The body could not be read as JSON.");
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "malformed-json", detail);
    }

    private static Problem unknownField(UnrecognizedPropertyException unknown) {
        var blame = Blame.body(pointer(unknown), "There is no such field.");
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "unknown-field",
                "The body has a field that is not known here.",
                List.of(blame),
                Map.of(),
                new HttpHeaders());
    }

    private static boolean repeatsName(StreamReadException notJson) {
        return String.valueOf(notJson.getOriginalMessage()).startsWith("Duplicate Object property");
    }

    private static boolean followedByMore(MismatchedInputException mismatch) {
        return String.valueOf(mismatch.getOriginalMessage()).startsWith("Trailing token");
    }

    private static String place(JacksonException json) {
        var location = json.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String reason(DatabindException refused) {
        if (Causes.first(refused, NullPointerException.class) != null) {
            return "A value that is needed here is missing or null.";
        }
        IllegalArgumentException argument = Causes.first(refused, IllegalArgumentException.class);
        String message = argument == null ? null : argument.getMessage();
        return message == null || Expectation.namesClass(message) ? "This value is not possible here." : message;
    }

    private static String pointer(JacksonException json) {
        return json.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : JsonPointers.escaped(step.getPropertyName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }
}
