package io.saler.query.report;

/**
 * How units moved.
 *
 * @param received units that came onto the shelf: first ones, and corrections upwards
 * @param removed units that corrections have taken off
 * @param sold units of orders that were confirmed, when they left
 * @param returned units of cancelled orders that are on the shelf again
 * @param onHand units on the shelf at the end
 */
record StockFigures(long received, long removed, long sold, long returned, long onHand) {}
