package io.saler.gateway.access;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;

/** Recognises people by access tokens in cookies, unless they were erased since it was issued. */
final class BrowserAuthentication implements AuthenticationManager {

    private final AuthenticationManager people;
    private final ErasedCallers erased;

    BrowserAuthentication(AuthenticationManager people, ErasedCallers erased) {
        this.people = people;
        this.erased = erased;
    }

    @Override
    public Authentication authenticate(Authentication unknown) {
        Authentication known = people.authenticate(unknown);
        erased.refuse(Caller.of(known));
        return known;
    }
}
