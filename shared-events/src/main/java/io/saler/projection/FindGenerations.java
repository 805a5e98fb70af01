package io.saler.projection;

/**
 * Asks for the generations of a read model, by its name or that of one of their processors; answered with
 * {@link FoundGenerations}, or null when it has none.
 */
public record FindGenerations(String name) {}
