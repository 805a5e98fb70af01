package io.saler.gateway.problem;

import io.saler.gateway.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever is thrown into a problem document. What nobody can explain is logged under the request's id and
 * answered as {@code internal-error}, without a word about it.
 */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemMapping> mappings;
    private final String base;
    private final JsonMapper json;

    Problems(List<ProblemMapping> mappings, String base, JsonMapper json) {
        this.mappings = List.copyOf(mappings);
        this.base = base;
        this.json = json;
    }

    public Problem explain(Throwable thrown) {
        Throwable telling = Causes.unwrapped(thrown);
        Problem problem = mappings.stream()
                .map(mapping -> mapping.explain(telling))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Problem::internal);
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("A request failed for a reason nobody foresaw", thrown);
        } else if (problem.status().is5xxServerError()) {
            log.warn("Answered {}: {}", problem.status().value(), telling.toString());
        }
        return problem;
    }

    public ProblemDocument document(Problem problem, @Nullable String requestedPath, @Nullable String requestId) {
        return new ProblemDocument(
                base + problem.type(),
                title(problem.type()),
                problem.status().value(),
                problem.detail(),
                requestedPath,
                problem.errors(),
                requestId,
                problem.facts());
    }

    public ProblemDocument document(Problem problem, HttpServletRequest request) {
        return document(problem, request.getRequestURI(), RequestId.of(request));
    }

    /** Every 401 names the scheme that would do, as RFC 9110 demands. */
    HttpHeaders headers(Problem problem) {
        var headers = new HttpHeaders();
        headers.addAll(problem.headers());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.UNAUTHORIZED && !headers.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }

    /** Answers a request that never reached, or will not reach, a controller. */
    public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        headers(problem).forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        response.getOutputStream().write(json.writeValueAsBytes(document(problem, request)));
    }

    byte[] bytes(ProblemDocument document) {
        return json.writeValueAsBytes(document);
    }

    private static String title(String type) {
        String words = type.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
