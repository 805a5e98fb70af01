package io.saler.standalone.growth;

import io.saler.order.OrderId;
import java.util.Map;

/**
 * An order that was confirmed, and that nothing is left to be done about.
 *
 * @param sold how many units it took, by the identifier of the inventory item
 * @param events how many there are about it
 */
record FinishedOrder(OrderId id, Map<String, Integer> sold, long events) {}
