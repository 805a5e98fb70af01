package io.saler.gateway.idempotency;

import io.saler.identity.UserId;

/** The answers that are kept for repeated requests. */
@FunctionalInterface
public interface RememberedAnswers {

    /** Forgets what this caller has asked for and was answered. */
    void forget(UserId caller);
}
