/**
 * The ledger: what happened to orders, money, stock and products, as facts that are added and never changed. All
 * reports are sums of them, which is why each can be asked as of a moment in the past.
 */
@NullMarked
package io.saler.query.analytics;

import org.jspecify.annotations.NullMarked;
