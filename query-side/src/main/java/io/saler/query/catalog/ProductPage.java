package io.saler.query.catalog;

import io.saler.catalog.ProductId;

/**
 * A product's page, ready to be sent.
 *
 * @param revision see {@link ProductState#revision()}
 * @param version the number of the product's last event, which is the version that a change of it can build on
 * @param json a {@link ProductView}
 */
public record ProductPage(ProductId productId, long revision, long version, String json) {}
