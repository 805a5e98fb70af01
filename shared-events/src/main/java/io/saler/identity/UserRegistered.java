package io.saler.identity;

import org.axonframework.serialization.Revision;

/** A person has an account, whose address is not verified yet. */
@Revision("1")
public record UserRegistered(UserId userId, EmailAddress email, String name, Role role) implements IdentityEvent {}
