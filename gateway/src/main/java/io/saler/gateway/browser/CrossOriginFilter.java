package io.saler.gateway.browser;

import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets scripts of other sites ask (CORS). A browser's question whether it may is answered here, before anybody looks at
 * tokens or counts requests. A request from a site that is not allowed is carried out as any other, since it may come
 * from a page of Saler's own behind a proxy; but the answer says nothing that would let a script there read it. Tokens
 * are sent by scripts and not by browsers, so credentials in the browser's sense are never allowed.
 */
final class CrossOriginFilter extends OncePerRequestFilter {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final List<String> READABLE = List.of(
            "ETag",
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id",
            "X-Cache",
            "Idempotency-Replayed",
            "Preference-Applied",
            "WWW-Authenticate");

    /** Says no without a word: the words are the filter's. */
    private static final class SilentProcessor extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }

    private final CorsConfiguration allowed;
    private final Problems problems;
    private final SilentProcessor processor = new SilentProcessor();

    CrossOriginFilter(CorsConfiguration allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
    }

    /** @param origins such as {@code https://shop.example.com}, or {@code *} alone for all */
    static CorsConfiguration allowing(List<String> origins) {
        origins.forEach(CrossOriginFilter::requireOrigin);
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(READABLE);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(REMEMBERED);
        return allowed;
    }

    private static void requireOrigin(String origin) {
        if (origin.equals(CorsConfiguration.ALL)) {
            return;
        }
        URI address = URI.create(origin);
        boolean sound = address.getScheme() != null
                && address.getHost() != null
                && address.getRawPath().isEmpty()
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawUserInfo() == null;
        if (!sound) {
            throw new IllegalArgumentException(
                    "saler.cors.allowed-origins takes origins such as https://shop.example.com, not " + origin);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            if (!processor.processRequest(allowed, request, response)) {
                problems.answer(
                        Problem.of(
                                HttpStatus.FORBIDDEN,
                                "origin-not-allowed",
                                "Scripts from this origin may not ask, or not in this way."),
                        request,
                        response);
            }
        } else if (isFromAllowedOrigin(request)) {
            if (processor.processRequest(allowed, request, response)) {
                chain.doFilter(request, response);
            }
        } else {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            chain.doFilter(request, response);
        }
    }

    private boolean isFromAllowedOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && allowed.checkOrigin(origin) != null;
    }
}
