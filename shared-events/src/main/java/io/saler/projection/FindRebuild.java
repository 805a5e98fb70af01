package io.saler.projection;

/**
 * Asks how far the last rebuild of a read model has come; answered with {@link RebuildProgress}, or null when there has
 * been none.
 */
public record FindRebuild(String name) {}
