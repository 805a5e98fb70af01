/**
 * How many units there are and who they are promised to. One {@link io.saler.inventory.InventoryItemId inventory item}
 * per product is the only place that decides, so nothing is sold twice.
 */
@NullMarked
package io.saler.inventory;

import org.jspecify.annotations.NullMarked;
