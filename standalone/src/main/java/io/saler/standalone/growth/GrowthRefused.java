package io.saler.standalone.growth;

/** An event store is not grown, and was not changed, for a reason that the message tells. */
final class GrowthRefused extends RuntimeException {

    GrowthRefused(String message) {
        super(message);
    }
}
