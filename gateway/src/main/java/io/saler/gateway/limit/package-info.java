/**
 * How much anybody may ask for. Every request counts against the limit of the address it comes from, a request of
 * somebody signed in against that person's limit as well, and signing up and in have stricter limits of their own. All
 * nodes count together in Redis; while it is away each counts for itself, and no request waits for it.
 */
@NullMarked
package io.saler.gateway.limit;

import org.jspecify.annotations.NullMarked;
