package io.saler.gateway.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Those whose access tokens are still good although they were erased, as all rooms of this process know them. */
record ErasedCallers(List<RecentlyErased> known) {

    ErasedCallers {
        known = List.copyOf(known);
    }

    /** Throws what is said to whoever comes with a bad token, if the caller is one of them. */
    void refuse(@Nullable Caller caller) {
        if (caller instanceof CurrentUser person && known.stream().anyMatch(people -> people.contains(person.id()))) {
            throw new InvalidBearerTokenException("Its owner was erased");
        }
    }
}
