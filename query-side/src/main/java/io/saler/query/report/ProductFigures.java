package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * How one product was sold.
 *
 * @param sku with name and category: as they are, or were at the moment that was asked for; null when not known any
 *     more
 * @param orders sales that it is part of
 * @param units units of it in those
 * @param revenue what its lines in those came to
 * @param returned units of cancelled orders that are on the shelf again
 */
record ProductFigures(
        ProductId productId,
        @Nullable String sku,
        @Nullable String name,
        @Nullable String category,
        long orders,
        long units,
        Money revenue,
        long returned) {}
