package io.saler.identity;

import org.axonframework.serialization.Revision;

/** A person has an account, whose address is not verified yet. Revision 1 had address and name in plain text. */
@Revision("2")
public record UserRegistered(UserId userId, PersonalText email, PersonalText name, Role role) implements IdentityEvent {

    /** Where the address is sealed for. */
    public static final String EMAIL = "UserRegistered.email";

    /** Where the name is sealed for. */
    public static final String NAME = "UserRegistered.name";
}
