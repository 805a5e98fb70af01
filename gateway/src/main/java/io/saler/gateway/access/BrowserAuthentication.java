package io.saler.gateway.access;

import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Recognises people by access tokens in cookies, unless they were erased since it was issued. */
final class BrowserAuthentication implements AuthenticationManager {

    private final AuthenticationManager people;
    private final List<RecentlyErased> erased;

    BrowserAuthentication(AuthenticationManager people, List<RecentlyErased> erased) {
        this.people = people;
        this.erased = List.copyOf(erased);
    }

    @Override
    public Authentication authenticate(Authentication unknown) {
        Authentication known = people.authenticate(unknown);
        if (Caller.of(known) instanceof CurrentUser caller
                && erased.stream().anyMatch(those -> those.contains(caller.id()))) {
            throw new InvalidBearerTokenException("Its owner was erased");
        }
        return known;
    }
}
