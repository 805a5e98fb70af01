package io.saler.gateway.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Knows which requests go to endpoints that are {@link Idempotent}. Safe for use by many threads. */
final class IdempotentRoutes {

    private record Route(RequestMappingInfo mapping, Idempotent how) {}

    private final Supplier<List<Route>> routes;

    IdempotentRoutes(Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
        this.routes = SingletonSupplier.of(() -> mappings.get().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(route -> Stream.ofNullable(route.getValue().getMethodAnnotation(Idempotent.class))
                        .map(how -> new Route(route.getKey(), how)))
                .toList());
    }

    /** How the endpoint is idempotent that a request goes to; null when it is not. */
    @Nullable
    Idempotent endpoint(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        RequestMethod method = RequestMethod.resolve(request.getMethod());
        return method == null
                ? null
                : routes.get().stream()
                        .filter(route -> fits(route.mapping(), method, request))
                        .map(Route::how)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean fits(RequestMappingInfo route, RequestMethod method, HttpServletRequest request) {
        var paths = route.getPathPatternsCondition();
        return route.getMethodsCondition().getMethods().contains(method)
                && paths != null
                && paths.getMatchingCondition(request) != null;
    }
}
