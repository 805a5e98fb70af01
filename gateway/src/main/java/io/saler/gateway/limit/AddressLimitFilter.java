package io.saler.gateway.limit;

import io.saler.gateway.access.BrowserRefusal;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts every request against its address, and those to the endpoints with stricter limits against these too. */
final class AddressLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final Counters counters;
    private final Problems problems;
    private final BrowserRefusal refusal;

    AddressLimitFilter(RateLimits limits, Counters counters, Problems problems) {
        this.limits = limits;
        this.counters = counters;
        this.problems = problems;
        this.refusal = new BrowserRefusal(problems);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return RateLimits.areNotFor(path(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String network = ClientNetwork.of(request.getRemoteAddr());
        Tally tally = counters.count(limits.address(), network);
        RateLimitHeaders.add(tally, response);
        RateLimit stricter = request.getMethod().equals("POST") ? limits.ofPost(path(request)) : null;
        if (tally.allowed() && stricter != null) {
            tally = counters.count(stricter, network);
            RateLimitHeaders.add(tally, response);
        }
        if (tally.allowed()) {
            chain.doFilter(request, response);
        } else {
            refusal.answer(problems.explain(new TooManyRequests(tally)), request, response);
        }
    }

    /** The path as the container has decoded and normalised it: no other spelling reaches the same endpoint. */
    static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
