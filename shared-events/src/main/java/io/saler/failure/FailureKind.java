package io.saler.failure;

/** The class of a refusal, which decides the status of an HTTP answer. */
public enum FailureKind {
    /** The request contradicts itself or a rule: 400. */
    INVALID,
    /** Whoever asks could not be recognised: 401. */
    UNAUTHENTICATED,
    /** Payment is what is missing: 402. */
    PAYMENT_REQUIRED,
    /** Whoever asks is known and may not: 403. */
    FORBIDDEN,
    /** There is no such thing, or none that the asking person may know of: 404. */
    NOT_FOUND,
    /** The state of things does not allow it now: 409. */
    CONFLICT,
    /** The caller built on a version that is no longer the current one: 412. */
    OUTDATED,
    /** The request is understood but contradicts an earlier one with the same key: 422. */
    UNPROCESSABLE,
    /** Whoever asks has as much of it under way as they may have at once: 429. */
    EXCESSIVE,
    /** Something needed is away for the moment; asking again later helps: 503. */
    UNAVAILABLE
}
