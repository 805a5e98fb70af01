package io.saler.axonserver.migration;

/**
 * What a table holds.
 *
 * @param rows how many
 * @param checksum over all of them, whatever their order
 */
public record TableContent(long rows, String checksum) {}
