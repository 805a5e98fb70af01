package io.saler.gateway.limit;

import io.saler.gateway.access.Caller;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests of whoever is recognised, a person or a key, wherever they come from. */
final class CallerLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final Counters counters;
    private final Problems problems;

    CallerLimitFilter(RateLimits limits, Counters counters, Problems problems) {
        this.limits = limits;
        this.counters = counters;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return RateLimits.areNotFor(AddressLimitFilter.path(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.onThisThread();
        if (caller != null) {
            Tally tally = counters.count(limits.caller(), caller.actor().id());
            RateLimitHeaders.add(tally, response);
            if (!tally.allowed()) {
                problems.answer(problems.explain(new TooManyRequests(tally)), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
