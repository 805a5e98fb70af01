/**
 * The JSON that is spoken over HTTP: strict in what it takes, so that a client's mistake is noticed at once, and the
 * same in what it gives in every process.
 */
@NullMarked
package io.saler.gateway.json;

import org.jspecify.annotations.NullMarked;
