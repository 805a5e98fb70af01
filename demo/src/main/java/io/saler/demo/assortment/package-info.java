/**
 * What the demonstration's merchant sells. A product file as Shopify exports it is read as it is written; each of its
 * variants then becomes one article that keeps Saler's rules for products.
 */
@NullMarked
package io.saler.demo.assortment;

import org.jspecify.annotations.NullMarked;
