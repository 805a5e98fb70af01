package io.saler.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a person has proved to own their address. Repeating it changes nothing. */
public record VerifyEmail(@TargetAggregateIdentifier UserId userId) {}
