/**
 * What is told of visitors of stores, and counted: what they looked at and searched for, and how far they came on the
 * way to an order. Nobody is named in it.
 */
@NullMarked
package io.saler.analytics;

import org.jspecify.annotations.NullMarked;
