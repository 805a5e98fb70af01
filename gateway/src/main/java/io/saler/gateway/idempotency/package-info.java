/**
 * Requests that create something can be sent again without creating it twice. The first request under an
 * {@code Idempotency-Key} runs, under an operation id that is written down before; its answer is kept in PostgreSQL and
 * given to every repetition. A process that died in between leaves the operation to the next repetition, which finds by
 * the operation's id what was created already.
 */
@NullMarked
package io.saler.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
