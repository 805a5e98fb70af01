package io.saler.gateway.limit;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests of whoever is signed in, wherever they come from. */
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
        CurrentUser caller = CurrentUser.onThisThread();
        if (caller != null) {
            Tally tally = counters.count(limits.caller(), caller.id().toString());
            RateLimitHeaders.add(tally, response);
            if (!tally.allowed()) {
                problems.answer(problems.explain(new TooManyRequests(tally)), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
