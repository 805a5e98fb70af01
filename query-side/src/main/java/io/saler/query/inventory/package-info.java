/**
 * Stock as its merchant reads it: how many units there are, how many of them are promised to orders, and what moved
 * last. Every order moves stock, so this is kept apart from what is shown of products.
 */
@NullMarked
package io.saler.query.inventory;

import org.jspecify.annotations.NullMarked;
