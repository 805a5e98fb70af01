package io.saler.identity;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/** Registers a person under an address that is not taken; otherwise {@link IdentityFailure.EmailTaken}. */
public record RegisterUser(@RoutingKey UserId userId, EmailAddress email, String name, Role role) {

    public RegisterUser {
        name = InvalidValue.line("name", "A name", name, 1, 200);
    }

    @Override
    public String toString() {
        return "RegisterUser[" + userId + "]";
    }
}
