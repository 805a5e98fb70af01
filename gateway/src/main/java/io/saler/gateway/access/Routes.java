package io.saler.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Knows which paths lead somewhere, so that a request no rule fits is refused for the right reason: there is nothing,
 * there is something for other methods, or there is something nobody was allowed to call.
 */
final class Routes {

    /** There is nothing at this path. */
    record Nowhere() implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return false;
        }
    }

    /** There is something at this path, for other methods only. */
    record OtherMethods(Set<String> allowed) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return false;
        }

        String header() {
            return allowed.stream().collect(Collectors.joining(", "));
        }
    }

    private final Supplier<List<RequestMappingInfoHandlerMapping>> mappings;

    Routes(Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
        this.mappings = mappings;
    }

    AuthorizationResult whyClosed(HttpServletRequest request) {
        List<RequestMappingInfo> here = at(request);
        if (here.isEmpty()) {
            return new Nowhere();
        }
        Set<RequestMethod> allowed = new LinkedHashSet<>();
        for (RequestMappingInfo route : here) {
            Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
            boolean asked = route.getMethodsCondition().getMatchingCondition(request) != null;
            if (asked && !request.getMethod().equals("OPTIONS")) {
                return new AuthorizationDecision(false);
            }
            allowed.addAll(methods);
        }
        var names = new TreeSet<String>();
        allowed.forEach(method -> names.add(method.name()));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return new OtherMethods(names);
    }

    private List<RequestMappingInfo> at(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        return mappings.get().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(route -> !isErrorPage(route.getValue()))
                .map(route -> route.getKey())
                .filter(route -> {
                    var paths = route.getPathPatternsCondition();
                    return paths != null && paths.getMatchingCondition(request) != null;
                })
                .toList();
    }

    private static boolean isErrorPage(HandlerMethod route) {
        return ErrorController.class.isAssignableFrom(route.getBeanType());
    }
}
