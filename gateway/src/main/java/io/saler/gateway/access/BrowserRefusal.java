package io.saler.gateway.access;

import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Sends a browser that is not recognised to where its session is continued, or somebody signs in; its scripts are told
 * the same by 401. Who is recognised and may not look gets a page that says so.
 */
public final class BrowserRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** What the form to sign in calls the page that it leads to. */
    private static final String PAGE = "to";

    private static final String OUTDATED = "page-outdated";

    private final Problems problems;

    public BrowserRefusal(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException, ServletException {
        if (thrown instanceof AuthenticationServiceException) {
            show(problems.explain(thrown), request, response);
        } else if (PageScripts.ask(request)) {
            response.setHeader(PageScripts.SEND_PAGE, BrowserPaths.goOn(PageScripts.page(request)));
            problems.answer(problems.explain(thrown), request, response);
        } else if (wantsPage(request)) {
            response.setHeader(HttpHeaders.LOCATION, BrowserPaths.goOn(page(request)));
            response.setStatus(HttpStatus.SEE_OTHER.value());
        } else {
            problems.answer(problems.explain(thrown), request, response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException thrown)
            throws IOException, ServletException {
        if (!(thrown instanceof CsrfException)) {
            show(problems.explain(thrown), request, response);
        } else if (request.getRequestURI().startsWith(BrowserPaths.SESSION)) {
            leadToSignIn(OUTDATED, request, response);
        } else {
            show(
                    Problem.of(
                            HttpStatus.FORBIDDEN,
                            OUTDATED,
                            "This form is not of a page that Saler has shown to this browser lately."),
                    request,
                    response);
        }
    }

    /** Answers what never reaches a page: who signs in by one is told on it. */
    public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith(BrowserPaths.SESSION + "/") && !PageScripts.ask(request)) {
            leadToSignIn(problem.type(), request, response);
        } else {
            problems.answer(problem, request, response);
        }
    }

    private static void leadToSignIn(String failure, HttpServletRequest request, HttpServletResponse response) {
        String page = BrowserPaths.pageOrHome(request.getParameter(PAGE));
        response.setHeader(HttpHeaders.LOCATION, BrowserPaths.signInAgain(page, failure));
        response.setStatus(HttpStatus.SEE_OTHER.value());
    }

    private static void show(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.setAttribute(Problem.class.getName(), problem);
        request.getRequestDispatcher(BrowserPaths.PROBLEM_PAGE).forward(request, response);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    /** What was to be changed cannot be repeated by following a link: the page of the form says that it was not. */
    private static String page(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return BrowserPaths.pageOrHome(request.getRequestURI() + "?" + BrowserPaths.UNDONE + "=true");
        }
        String query = request.getQueryString();
        return BrowserPaths.pageOrHome(request.getRequestURI() + (query == null ? "" : "?" + query));
    }
}
