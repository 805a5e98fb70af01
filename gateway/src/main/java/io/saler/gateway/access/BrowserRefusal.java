package io.saler.gateway.access;

import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
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
final class BrowserRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Said by htmx's requests, and where its answers may send the whole page. */
    private static final String BY_SCRIPT = "HX-Request";

    private static final String PAGE_OF_SCRIPT = "HX-Current-URL";
    private static final String SEND_PAGE = "HX-Redirect";

    /** What the form to sign in calls the page that it leads to. */
    private static final String PAGE = "to";

    private static final String OUTDATED = "page-outdated";

    private final Problems problems;

    BrowserRefusal(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException, ServletException {
        if (thrown instanceof AuthenticationServiceException) {
            show(problems.explain(thrown), request, response);
        } else if (request.getHeader(BY_SCRIPT) != null) {
            response.setHeader(SEND_PAGE, BrowserPaths.goOn(pageOfScript(request)));
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
            response.setHeader(
                    HttpHeaders.LOCATION,
                    BrowserPaths.signInAgain(BrowserPaths.pageOrHome(request.getParameter(PAGE)), OUTDATED));
            response.setStatus(HttpStatus.SEE_OTHER.value());
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

    private static String pageOfScript(HttpServletRequest request) {
        return BrowserPaths.pageOrHome(pathAndQuery(request.getHeader(PAGE_OF_SCRIPT)));
    }

    private static @Nullable String pathAndQuery(@Nullable String url) {
        try {
            URI address = url == null ? null : URI.create(url);
            return address == null
                    ? null
                    : address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
