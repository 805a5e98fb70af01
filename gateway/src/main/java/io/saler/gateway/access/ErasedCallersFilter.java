package io.saler.gateway.access;

import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away whoever was erased after their access token was issued. */
final class ErasedCallersFilter extends OncePerRequestFilter {

    private final ErasedCallers erased;
    private final Problems problems;

    ErasedCallersFilter(ErasedCallers erased, Problems problems) {
        this.erased = erased;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            erased.refuse(Caller.onThisThread());
        } catch (InvalidBearerTokenException ofNobody) {
            problems.answer(problems.explain(ofNobody), request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
