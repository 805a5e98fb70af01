package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Shows a page where a page was asked for and cannot be had, instead of the document that programs get. */
@Component
class PageProblems implements HandlerExceptionResolver, Ordered {

    private final Problems problems;

    PageProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (!request.getRequestURI().startsWith(BrowserPaths.HOME)
                || accepted == null
                || !accepted.contains("text/html")
                || response.isCommitted()) {
            return null;
        }
        request.setAttribute(Problem.class.getName(), problems.explain(thrown));
        try {
            request.getRequestDispatcher(BrowserPaths.PROBLEM_PAGE).forward(request, response);
            return new ModelAndView();
        } catch (ServletException | IOException failed) {
            return null;
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
