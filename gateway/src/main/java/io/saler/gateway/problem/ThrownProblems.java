package io.saler.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Answers whatever a controller, or anything before it, throws. Asked last, so a feature can have its own say first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ThrownProblems {

    private final Problems problems;

    ThrownProblems(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Throwable.class)
    @Nullable
    ResponseEntity<ProblemDocument> answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (clientHasGone(thrown) || response.isCommitted()) {
            return null;
        }
        Problem problem = problems.explain(thrown);
        return ResponseEntity.status(problem.status())
                .headers(problems.headers(problem))
                .body(problems.document(problem, request));
    }

    private static boolean clientHasGone(Throwable thrown) {
        return Causes.of(thrown)
                .anyMatch(
                        each -> each instanceof AsyncRequestNotUsableException || each instanceof ClientAbortException);
    }
}
