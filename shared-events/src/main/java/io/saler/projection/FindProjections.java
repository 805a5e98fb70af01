package io.saler.projection;

/**
 * Asks for all event processors. Each side answers with {@link FoundProjections} of its own, so this is to be asked by
 * scatter-gather; a side that is away is missing.
 */
public record FindProjections() {}
