package io.saler.gateway.limit;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts every request against its address, and those to the endpoints with stricter limits against these too. */
final class AddressLimitFilter extends OncePerRequestFilter {

    /** Said by the scripts of a page, which cannot follow to another page. */
    private static final String BY_SCRIPT = "HX-Request";

    private final RateLimits limits;
    private final Counters counters;
    private final Problems problems;

    AddressLimitFilter(RateLimits limits, Counters counters, Problems problems) {
        this.limits = limits;
        this.counters = counters;
        this.problems = problems;
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
            refuse(problems.explain(new TooManyRequests(tally)), request, response);
        }
    }

    /** Who signs in by a page is told on it. */
    private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (path(request).startsWith(BrowserPaths.SESSION + "/") && request.getHeader(BY_SCRIPT) == null) {
            String page = BrowserPaths.pageOrHome(request.getParameter("to"));
            response.setHeader(HttpHeaders.LOCATION, BrowserPaths.signInAgain(page, problem.type()));
            response.setStatus(HttpStatus.SEE_OTHER.value());
        } else {
            problems.answer(problem, request, response);
        }
    }

    /** The path as the container has decoded and normalised it: no other spelling reaches the same endpoint. */
    static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
