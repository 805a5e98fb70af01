/**
 * Values every feature speaks in: money, quantities, identifiers. Each refuses a bad value when it is built, so that
 * whoever holds one need not check it again.
 */
@NullMarked
package io.saler.value;

import org.jspecify.annotations.NullMarked;
