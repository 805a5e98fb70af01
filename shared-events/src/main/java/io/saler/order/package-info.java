/**
 * An order's life as everybody sees it: placed, awaiting payment, confirmed or rejected, shipped and delivered. The
 * order itself only keeps its promises; the order saga drives it through stock and payment, and its store ships it.
 */
@NullMarked
package io.saler.order;

import org.jspecify.annotations.NullMarked;
