package io.saler.gateway.problem;

import io.saler.failure.Failure;
import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import java.util.List;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Refusals of the domain, thrown here or carried over from the process that handled a command or a query. */
final class FailureMapping implements ProblemMapping {

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        FailureDetails details = detailsOf(thrown);
        return details == null ? null : problem(details);
    }

    private static @Nullable FailureDetails detailsOf(Throwable thrown) {
        return Causes.of(thrown)
                .map(each -> switch (each) {
                    case Failure failure -> failure.details();
                    case HandlerExecutionException remote ->
                        remote.getDetails()
                                .filter(FailureDetails.class::isInstance)
                                .map(FailureDetails.class::cast)
                                .orElse(null);
                    case ConcurrencyException raced -> FailureDetails.CONCURRENT_CHANGE;
                    default -> null;
                })
                .filter(details -> details != null)
                .findFirst()
                .orElse(null);
    }

    private static Problem problem(FailureDetails details) {
        if (details.isInvalidValue()) {
            return Problem.badValue(details.message(), details.field());
        }
        var problem = new Problem(
                status(details.kind()),
                details.type(),
                details.message(),
                List.of(),
                details.properties(),
                new HttpHeaders());
        return details.kind() == FailureKind.UNAVAILABLE ? problem.with(HttpHeaders.RETRY_AFTER, "2") : problem;
    }

    private static HttpStatus status(FailureKind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case PAYMENT_REQUIRED -> HttpStatus.PAYMENT_REQUIRED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case OUTDATED -> HttpStatus.PRECONDITION_FAILED;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case EXCESSIVE -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
