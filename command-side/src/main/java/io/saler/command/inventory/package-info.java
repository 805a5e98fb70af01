/**
 * How many units there are and who they are promised to. One {@link io.saler.command.inventory.InventoryItem} per
 * product decides alone and one step at a time, so nothing is promised twice; every step may be repeated.
 */
@NullMarked
package io.saler.command.inventory;

import org.jspecify.annotations.NullMarked;
