package io.saler.identity;

import org.axonframework.serialization.Revision;

/** A person has proved to own the address they registered with. */
@Revision("1")
public record EmailVerified(UserId userId) implements IdentityEvent {}
