package io.saler.identity;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for another mail by which a person can prove their address. Changes nothing when they have proved it, or were
 * sent too many mails of this kind within the hour.
 */
public record RequestVerification(@TargetAggregateIdentifier UserId userId, Instant at) {}
