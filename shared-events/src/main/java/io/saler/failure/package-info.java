/**
 * How a refusal is said. Every feature has one sealed hierarchy of {@link io.saler.failure.Failure}s; each has a stable
 * type that clients may rely on, and survives the way from one process to another as
 * {@link io.saler.failure.FailureDetails}.
 */
@NullMarked
package io.saler.failure;

import org.jspecify.annotations.NullMarked;
