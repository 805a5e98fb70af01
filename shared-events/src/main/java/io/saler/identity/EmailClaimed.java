package io.saler.identity;

import org.axonframework.serialization.Revision;

/** An address, known here by its claim only, belongs to one person from now on. */
@Revision("1")
public record EmailClaimed(EmailClaimId claimId, UserId userId) implements IdentityEvent {}
