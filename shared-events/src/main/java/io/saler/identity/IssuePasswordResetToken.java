package io.saler.identity;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Asks for a new token by which a person can set a new password. The answer is the token's text: it is known to the
 * receiver only, works once, for an hour, and is part of no event.
 */
public record IssuePasswordResetToken(@RoutingKey UserId userId) {}
