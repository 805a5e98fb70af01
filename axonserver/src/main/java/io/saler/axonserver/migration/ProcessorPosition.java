package io.saler.axonserver.migration;

/**
 * How far a processor is.
 *
 * @param processor its name
 * @param segment which part of it
 * @param handled how many of the first events it has handled
 */
public record ProcessorPosition(String processor, int segment, long handled) {}
