package io.saler.gateway.idempotency;

/** What came of the wish to carry out a request. */
sealed interface Claim {

    /** It is to be carried out now, as this operation. */
    record Granted(OperationId operation) implements Claim {}

    /** It was carried out before. */
    record Answered(Answer answer) implements Claim {}

    /** Somebody carries it out at this moment. */
    record Running() implements Claim {}

    /** The key was used for another request. */
    record Reused() implements Claim {}
}
