package io.saler.gateway.problem;

import java.util.Map;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;

/** What Spring's web layer and the container refuse by status alone. */
final class WebMapping implements ProblemMapping {

    private record Words(String type, String detail) {}

    private static final Map<HttpStatus, Words> WORDS = Map.ofEntries(
            Map.entry(HttpStatus.BAD_REQUEST, new Words("invalid-request", "The request is malformed.")),
            Map.entry(HttpStatus.UNAUTHORIZED, new Words("unauthenticated", "Sign in first.")),
            Map.entry(HttpStatus.FORBIDDEN, new Words("forbidden", "You may not do this.")),
            Map.entry(HttpStatus.NOT_FOUND, new Words("not-found", "There is nothing here.")),
            Map.entry(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    new Words("method-not-allowed", "This cannot be done here; the header Allow says what can.")),
            Map.entry(
                    HttpStatus.NOT_ACCEPTABLE,
                    new Words("not-acceptable", "There is no answer in a format that the request accepts.")),
            Map.entry(HttpStatus.REQUEST_TIMEOUT, new Words("request-timeout", "The request took too long to arrive.")),
            Map.entry(HttpStatus.CONTENT_TOO_LARGE, new Words("content-too-large", "The body is too large.")),
            Map.entry(HttpStatus.URI_TOO_LONG, new Words("uri-too-long", "The request's address is too long.")),
            Map.entry(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    new Words("unsupported-media-type", "The body has a format that is not taken here.")),
            Map.entry(
                    HttpStatus.NOT_IMPLEMENTED,
                    new Words("not-implemented", "The request uses a part of HTTP that is not spoken here.")),
            Map.entry(
                    HttpStatus.HTTP_VERSION_NOT_SUPPORTED,
                    new Words("version-not-supported", "This version of HTTP is not spoken here.")),
            Map.entry(
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    new Words("headers-too-large", "The request's headers are too large.")));

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        return switch (thrown) {
            case AggregateNotFoundException unknown -> ofStatus(404);
            case ResponseStatusException said
            when said.getReason() != null && said.getStatusCode().value() < 500 -> {
                Problem generic = ofStatus(said.getStatusCode().value());
                yield Problem.of(generic.status(), generic.type(), String.valueOf(said.getReason()));
            }
            case ErrorResponse response -> withHeaders(response);
            case BadRequestException brokenBody -> ofStatus(400);
            case InvalidParameterException brokenParameter -> ofStatus(400);
            default -> null;
        };
    }

    /** The problem behind a bare status; an unknown client error counts as a malformed request. */
    static Problem ofStatus(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            return Problem.unavailable();
        }
        Words words = status == null ? null : WORDS.get(status);
        if (status == null || (words == null && status.is5xxServerError())) {
            return code >= 400 && code < 500 ? ofStatus(400) : Problem.internal();
        }
        return words == null
                ? Problem.of(status, "invalid-request", "The request cannot be fulfilled.")
                : Problem.of(status, words.type(), words.detail());
    }

    private static Problem withHeaders(ErrorResponse response) {
        Problem problem = ofStatus(response.getStatusCode().value());
        for (var header : response.getHeaders().headerSet()) {
            for (String value : header.getValue()) {
                problem = problem.with(header.getKey(), value);
            }
        }
        return problem;
    }
}
