package io.saler.identity;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A person, or somebody who knows their address, wants them to be sent a mail by which they can set a new password. */
@Revision("1")
public record PasswordResetRequested(UserId userId, Instant requestedAt) implements IdentityEvent {}
