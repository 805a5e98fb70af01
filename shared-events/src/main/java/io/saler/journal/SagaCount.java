package io.saler.journal;

/**
 * How many sagas there are.
 *
 * @param count at most {@link #MOST}
 * @param more whether there are more than that, which nobody has counted
 */
public record SagaCount(int count, boolean more) {

    /** How far is counted, and how many sagas one request can act on. */
    public static final int MOST = 10_000;
}
