package io.saler.identity;

import org.axonframework.serialization.Revision;

/** An address belongs to nobody and can be claimed again. */
@Revision("1")
public record EmailReleased(EmailClaimId claimId, UserId userId) implements IdentityEvent {}
