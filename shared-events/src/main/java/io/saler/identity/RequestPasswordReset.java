package io.saler.identity;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a mail by which a person can set a new password. Changes nothing when they were sent too many mails of this
 * kind within the hour.
 */
public record RequestPasswordReset(
        @TargetAggregateIdentifier UserId userId, Instant at) {}
