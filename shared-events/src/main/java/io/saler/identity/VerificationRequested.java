package io.saler.identity;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A person is to be sent another mail by which they can prove their address. */
@Revision("1")
public record VerificationRequested(UserId userId, Instant requestedAt) implements IdentityEvent {}
