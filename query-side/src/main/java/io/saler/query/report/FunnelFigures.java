package io.saler.query.report;

/**
 * How far visits came. A visit is counted at each step that it came to, or past, once, and in the period in which it
 * did so first; so later steps may be of visits that began in the period before.
 *
 * @param visits all of them
 * @param viewed those that looked at a product
 * @param added those that put something into the cart
 * @param checkout those that began to check out
 * @param payment those that came to paying
 * @param purchased those whose shop said that the checkout is completed
 */
record FunnelFigures(long visits, long viewed, long added, long checkout, long payment, long purchased) {}
