package io.saler.gateway.access;

import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away whoever was erased after their access token was issued. */
final class ErasedCallersFilter extends OncePerRequestFilter {

    private final List<RecentlyErased> erased;
    private final Problems problems;

    ErasedCallersFilter(List<RecentlyErased> erased, Problems problems) {
        this.erased = List.copyOf(erased);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Caller.onThisThread() instanceof CurrentUser caller
                && erased.stream().anyMatch(people -> people.contains(caller.id()))) {
            problems.answer(
                    problems.explain(new InvalidBearerTokenException("Its owner was erased")), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
