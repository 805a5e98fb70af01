package io.saler.gateway.access;

import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.Globals;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 403 ({@code local-callers-only}) to everybody who is not on this machine. The name in the request must be one
 * of the loopback's as well: a web page whose own name was made to point here could otherwise read what is here through
 * its visitor's browser. And nobody may have passed the request on: to a proxy on this machine every caller is local.
 */
public final class LoopbackOnly extends OncePerRequestFilter {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]");
    private static final Set<String> SIGNS_OF_A_PROXY = Set.of("forwarded", "via", "x-real-ip");
    private static final String MORE_SIGNS_OF_A_PROXY = "x-forwarded-";

    private final Problems problems;

    private LoopbackOnly(Problems problems) {
        this.problems = problems;
    }

    /** Protects paths, written as servlet patterns such as {@code /dev/*}; to be declared as a bean. */
    public static FilterRegistrationBean<LoopbackOnly> at(Problems problems, String... paths) {
        FilterRegistrationBean<LoopbackOnly> filter = new FilterRegistrationBean<>(new LoopbackOnly(problems));
        filter.addUrlPatterns(paths);
        // After the request has got its id and the answer its headers, before anybody looks at its token.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && OWN_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))
                && !wasPassedOn(request)) {
            chain.doFilter(request, response);
        } else {
            problems.answer(
                    Problem.of(
                            HttpStatus.FORBIDDEN,
                            "local-callers-only",
                            "Only callers on this machine are answered here, by its loopback address and directly."),
                    request,
                    response);
        }
    }

    /**
     * Where a proxy is believed, its headers have been taken off by now. A wrapper still has them; the container only
     * says that whoever sent this is believed, be it a proxy or not, and then nobody is local.
     */
    private static boolean wasPassedOn(HttpServletRequest request) {
        return request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null
                || Collections.list(asReceived(request).getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> SIGNS_OF_A_PROXY.contains(name) || name.startsWith(MORE_SIGNS_OF_A_PROXY));
    }

    private static HttpServletRequest asReceived(HttpServletRequest request) {
        ServletRequest received = request;
        while (received instanceof ServletRequestWrapper wrapper) {
            received = wrapper.getRequest();
        }
        return received instanceof HttpServletRequest http ? http : request;
    }
}
