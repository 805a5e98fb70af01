/**
 * The one truth about a payment. The gateway's answers may come in any order and number; the first final one stands,
 * and one that contradicts it is refused loudly.
 */
@NullMarked
package io.saler.command.payment;

import org.jspecify.annotations.NullMarked;
