package io.saler.gateway.access;

import io.saler.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/** All rules of all features, and the decision about one request. Safe for use by many threads. */
public final class RuleBook implements AuthorizationManager<RequestAuthorizationContext> {

    private record Entry(AccessRule rule, PathPatternRequestMatcher path) {

        boolean fits(HttpServletRequest request) {
            return fitsMethod(request.getMethod()) && path.matches(request);
        }

        private boolean fitsMethod(String asked) {
            HttpMethod method = rule.method();
            return method == null || method.matches(asked) || (method.equals(HttpMethod.GET) && asked.equals("HEAD"));
        }
    }

    private final List<Entry> entries;
    private final Routes routes;

    RuleBook(List<AccessRules> features, Routes routes) {
        var patterns = PathPatternRequestMatcher.withDefaults();
        this.entries = features.stream()
                .flatMap(feature -> feature.rules().stream())
                .map(rule -> new Entry(rule, patterns.matcher(rule.path())))
                .toList();
        this.routes = routes;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        AccessRule rule = ruleFor(request);
        if (rule == null) {
            return routes.whyClosed(request);
        }
        return switch (rule.who()) {
            case AccessRule.Who.Anyone anyone -> new AuthorizationDecision(true);
            case AccessRule.Who.Unseen unseen -> new AuthorizationDecision(true);
            case AccessRule.Who.SignedIn signedIn -> decide(rule, caller.get(), true);
            case AccessRule.Who.InRole role -> decide(rule, caller.get(), hasOneOf(role, caller.get()));
        };
    }

    private static AuthorizationResult decide(AccessRule rule, @Nullable Authentication caller, boolean mayPerson) {
        return caller instanceof RecognisedKey key
                ? KeyDecision.about(key.key(), rule)
                : new AuthorizationDecision(mayPerson && isRecognised(caller));
    }

    /** Whether the request is for a place where tokens are not looked at. */
    boolean ignoresToken(HttpServletRequest request) {
        AccessRule rule = ruleFor(request);
        return rule != null && rule.who() instanceof AccessRule.Who.Unseen;
    }

    /** The rule for an operation, whose path may have variables as in {@code /orders/{orderId}}. */
    public @Nullable AccessRule ruleFor(HttpMethod method, String path) {
        var container = PathContainer.parsePath(path);
        return entries.stream()
                .map(Entry::rule)
                .filter(rule -> rule.method() == null || method.equals(rule.method()))
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.path()).matches(container))
                .findFirst()
                .orElse(null);
    }

    private @Nullable AccessRule ruleFor(HttpServletRequest request) {
        for (Entry entry : entries) {
            if (entry.fits(request)) {
                return entry.rule();
            }
        }
        return null;
    }

    static boolean isRecognised(@Nullable Authentication caller) {
        return caller != null && caller.isAuthenticated() && !(caller instanceof AnonymousAuthenticationToken);
    }

    private static boolean hasOneOf(AccessRule.Who.InRole allowed, @Nullable Authentication caller) {
        return caller != null
                && caller.getAuthorities().stream()
                        .anyMatch(authority -> allowed.roles().stream()
                                .map(RuleBook::authority)
                                .anyMatch(name -> name.equals(authority.getAuthority())));
    }

    static String authority(Role role) {
        return "ROLE_" + role.name();
    }
}
