package io.saler.query.report;

import io.saler.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was sold. An order is a sale from its confirmation on, whatever happens to it later; what is given back counts
 * when it is given back.
 *
 * @param placed orders that customers have placed; null in a report about some products, like all that cannot be told
 *     of a single product
 * @param orders sales
 * @param units units of those
 * @param revenue totals of those, or of the lines that are about the products
 * @param refunded what customers were given back, whenever they had bought
 * @param net revenue less what was given back; can be negative
 * @param average revenue for each order, rounded to the currency's decimals, a half to the even digit
 * @param cancelled orders that were cancelled, paid or not
 */
record SalesFigures(
        @Nullable Long placed,
        long orders,
        long units,
        Money revenue,
        @Nullable Money refunded,
        @Nullable Money net,
        @Nullable Money average,
        @Nullable Long cancelled) {}
