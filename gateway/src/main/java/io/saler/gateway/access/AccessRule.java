package io.saler.gateway.access;

import io.saler.identity.Role;
import io.saler.store.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may call one path. The path is a Spring path pattern, such as {@code /orders/{orderId}} or {@code /admin/**}; a
 * rule for GET holds for HEAD as well.
 *
 * @param method null for every method
 * @param scope what an API key needs to be let pass as well; null where only people are
 */
public record AccessRule(
        @Nullable HttpMethod method,
        String path,
        Who who,
        @Nullable Scope scope) {

    /** Who a rule lets pass. */
    public sealed interface Who {

        /** Everybody; whoever sends a token is recognised by it, and a bad token is refused. */
        record Anyone() implements Who {}

        /** Everybody; a token is not even looked at, so a stale one does not stand in the way of a new one. */
        record Unseen() implements Who {}

        /** Whoever is recognised. */
        record SignedIn() implements Who {}

        /** Whoever has one of these roles. */
        record InRole(Set<Role> roles) implements Who {
            public InRole {
                roles = Set.copyOf(roles);
            }
        }
    }

    private AccessRule(@Nullable HttpMethod method, String path, Who who) {
        this(method, path, who, null);
    }

    /** Lets API keys pass that have this scope; whose store it is about is decided further inside. */
    public AccessRule orKeyWith(Scope needed) {
        return new AccessRule(method, path, who, needed);
    }

    public static AccessRule anyone(HttpMethod method, String path) {
        return new AccessRule(method, path, new Who.Anyone());
    }

    public static AccessRule unseen(HttpMethod method, String path) {
        return new AccessRule(method, path, new Who.Unseen());
    }

    public static AccessRule signedIn(HttpMethod method, String path) {
        return new AccessRule(method, path, new Who.SignedIn());
    }

    public static AccessRule inRole(HttpMethod method, String path, Role... roles) {
        return new AccessRule(method, path, new Who.InRole(Set.of(roles)));
    }

    /** Everything at or below a path, such as {@code /admin/**}, by every method. */
    public static AccessRule allInRole(String path, Role... roles) {
        return new AccessRule(null, path, new Who.InRole(Set.of(roles)));
    }
}
