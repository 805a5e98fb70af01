package io.saler.gateway.idempotency;

import io.saler.failure.FailureDetails;
import io.saler.failure.IdempotencyKeyReused;
import io.saler.gateway.problem.Blame;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import io.saler.gateway.request.IdempotencyKey;
import io.saler.value.InvalidValue;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Sees to it that a request under a key is carried out once. A repetition that comes while the first is still at work
 * waits a moment for its answer before it is told to come again.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final long PAUSE_MILLIS = 50;

    private final IdempotentRoutes routes;
    private final KeyedRequests requests;
    private final Problems problems;
    private final Duration patience;

    IdempotencyFilter(IdempotentRoutes routes, KeyedRequests requests, Problems problems, Duration patience) {
        this.routes = routes;
        this.requests = requests;
        this.problems = problems;
        this.patience = patience;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> keys = Collections.list(request.getHeaders(IdempotencyKey.HEADER));
        Idempotent endpoint = keys.isEmpty() ? null : routes.endpoint(request);
        if (endpoint == null) {
            chain.doFilter(request, response);
            return;
        }
        IdempotencyKey key;
        try {
            key = new IdempotencyKey(keys.size() == 1 ? keys.getFirst() : "");
        } catch (InvalidValue invalid) {
            Blame blame = Blame.header(IdempotencyKey.HEADER, String.valueOf(invalid.getMessage()));
            problems.answer(Problem.badValue(blame), request, response);
            return;
        }
        RepeatableRequest repeatable;
        KeyedRequest keyed;
        Claim claim;
        try {
            repeatable = new RepeatableRequest(request);
            keyed = KeyedRequest.of(repeatable, key);
            claim = claim(keyed);
        } catch (IOException | RuntimeException | InterruptedException failed) {
            problems.answer(problems.explain(failed), request, response);
            return;
        }
        switch (claim) {
            case Claim.Granted granted ->
                carryOut(keyed, granted.operation(), endpoint.keepsAnswers(), repeatable, response, chain);
            case Claim.Answered before -> before.answer().repeat(response);
            case Claim.Running running -> problems.answer(stillRunning(), request, response);
            case Claim.Reused reused ->
                problems.answer(problems.explain(new IdempotencyKeyReused()), request, response);
        }
    }

    private Claim claim(KeyedRequest keyed) throws InterruptedException {
        long start = System.nanoTime();
        Claim claim = requests.claim(keyed);
        while (claim instanceof Claim.Running && System.nanoTime() - start < patience.toNanos()) {
            Thread.sleep(PAUSE_MILLIS);
            claim = requests.claim(keyed);
        }
        return claim;
    }

    private void carryOut(
            KeyedRequest keyed,
            OperationId operation,
            boolean keepsAnswers,
            RepeatableRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(OperationId.ATTRIBUTE, operation);
        var recorded = new RecordedResponse(response);
        boolean lasting = false;
        try {
            chain.doFilter(request, recorded);
            if (request.isAsyncStarted()) {
                throw new IllegalStateException("An idempotent endpoint answers on the thread of the request");
            }
            lasting = recorded.isLasting() && (keepsAnswers || recorded.isRefusal()) && !lostRace(request, recorded);
        } finally {
            writeDown(keyed, operation, lasting ? recorded.answer() : null);
        }
        recorded.copyBodyToResponse();
    }

    /** Somebody else changed the same thing just then: the next repetition sees what they did. */
    private boolean lostRace(HttpServletRequest request, RecordedResponse recorded) {
        return recorded.getStatus() == HttpStatus.CONFLICT.value()
                && request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) instanceof Throwable thrown
                && problems.explain(thrown).type().equals(FailureDetails.CONCURRENT_CHANGE.type());
    }

    /** Whoever asked still learns the outcome if this fails: the next repetition finds it again. */
    private void writeDown(KeyedRequest keyed, OperationId operation, @Nullable Answer answer) {
        try {
            if (answer == null) {
                requests.givenUp(keyed, operation);
            } else {
                requests.answered(keyed, operation, answer);
            }
        } catch (RuntimeException failed) {
            log.warn("The answer to an idempotent request could not be kept: {}", failed.toString());
        }
    }

    private static Problem stillRunning() {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "request-in-progress",
                        "A request with this idempotency key is still being carried out.")
                .with(HttpHeaders.RETRY_AFTER, "2");
    }
}
