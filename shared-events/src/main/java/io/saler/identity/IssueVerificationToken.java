package io.saler.identity;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Asks for a new token by which a person can prove to own their address. The answer is the token's text: it is known to
 * the receiver only, works once, for 24 hours, and is part of no event.
 */
public record IssueVerificationToken(@RoutingKey UserId userId) {}
