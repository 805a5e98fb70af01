package io.saler.gateway.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Knows which requests go to endpoints that are {@link Idempotent}. Safe for use by many threads. */
final class IdempotentRoutes {

    private final Supplier<List<RequestMappingInfo>> routes;

    IdempotentRoutes(Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
        this.routes = SingletonSupplier.of(() -> mappings.get().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(route -> route.getValue().hasMethodAnnotation(Idempotent.class))
                .map(Map.Entry::getKey)
                .toList());
    }

    boolean lead(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        RequestMethod method = RequestMethod.resolve(request.getMethod());
        return method != null && routes.get().stream().anyMatch(route -> fits(route, method, request));
    }

    private static boolean fits(RequestMappingInfo route, RequestMethod method, HttpServletRequest request) {
        var paths = route.getPathPatternsCondition();
        return route.getMethodsCondition().getMethods().contains(method)
                && paths != null
                && paths.getMatchingCondition(request) != null;
    }
}
