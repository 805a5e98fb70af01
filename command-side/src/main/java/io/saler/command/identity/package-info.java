/**
 * Registering, proving an address, signing in. The event store knows who registered and that an address is taken;
 * passwords, tokens and keys are kept in tables and in Redis, hashed where that is possible, and never in an event. Nor
 * are names and addresses, but sealed with a key of each person; erasing somebody means to destroy it.
 */
@NullMarked
package io.saler.command.identity;

import org.jspecify.annotations.NullMarked;
