package io.saler.gateway.limit;

import jakarta.servlet.http.HttpServletResponse;

/** Says in an answer what the limits are and what is left of them (draft-ietf-httpapi-ratelimit-headers-11). */
final class RateLimitHeaders {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";

    private RateLimitHeaders() {}

    static void add(Tally tally, HttpServletResponse answer) {
        RateLimit limit = tally.limit();
        append(answer, POLICY, "\"%s\";q=%d;w=%d".formatted(limit.name(), limit.quota(), RateLimit.WINDOW.toSeconds()));
        append(answer, STATE, "\"%s\";r=%d;t=%d".formatted(limit.name(), tally.remaining(), tally.reset()));
    }

    private static void append(HttpServletResponse answer, String header, String item) {
        String before = answer.getHeader(header);
        answer.setHeader(header, before == null ? item : before + ", " + item);
    }
}
