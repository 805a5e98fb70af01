/**
 * An order's life as everybody sees it: placed, awaiting payment, confirmed or rejected, shipped and delivered,
 * cancelled or refunded. The order itself only keeps its promises; the order saga drives it through stock and payment,
 * the refund saga takes a sale back, and its store ships it.
 */
@NullMarked
package io.saler.order;

import org.jspecify.annotations.NullMarked;
