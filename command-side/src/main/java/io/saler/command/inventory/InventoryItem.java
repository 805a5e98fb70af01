package io.saler.command.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.ProductId;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.AdjustedStock;
import io.saler.inventory.CommitStock;
import io.saler.inventory.InventoryFailure.StockMoved;
import io.saler.inventory.InventoryFailure.StockTooLarge;
import io.saler.inventory.InventoryFailure.StockWouldBeNegative;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReleaseStock;
import io.saler.inventory.ReserveStock;
import io.saler.inventory.ReturnStock;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockLevel;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.order.OrderId;
import io.saler.store.StoreId;
import io.saler.value.Quantity;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * The stock of one product. Units on hand are never fewer than those promised to orders. Every step about an order may
 * be repeated, and one that comes too late changes nothing. Snapshots keep its fields as JSON: raise the revision when
 * their meaning changes.
 */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "inventorySnapshots")
@Revision("2")
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
@SuppressWarnings("NullAway.Init") // The first event fills every field.
public class InventoryItem {

    @AggregateIdentifier
    private InventoryItemId itemId;

    private ProductId productId;
    private int onHand;
    private int reserved;
    private Claims claims = new Claims();

    InventoryItem() {}

    /** Starts to keep the stock of a product that has just been created. */
    public InventoryItem(ProductId product, StoreId store, int onHand, int lowStockThreshold) {
        apply(new InventoryItemCreated(InventoryItemId.of(product), product, store, onHand, lowStockThreshold));
    }

    @CommandHandler
    void reserve(ReserveStock command) {
        OrderId order = command.orderId();
        if (claims.isOpen(order) || claims.isSettled(order)) {
            return;
        }
        Quantity wanted = command.quantity();
        int available = onHand - reserved;
        if (wanted.units() > available) {
            apply(new StockRejected(itemId, productId, order, wanted, available));
        } else {
            apply(new StockReserved(itemId, productId, order, wanted, onHand, reserved + wanted.units()));
        }
    }

    /** Without a reservation the order's claim is settled as well, so that one still under way is void. */
    @CommandHandler
    void release(ReleaseStock command) {
        OrderId order = command.orderId();
        if (!claims.isSettled(order)) {
            int units = claims.units(order);
            apply(new StockReleased(itemId, productId, order, units, onHand, reserved - units, command.reason()));
        }
    }

    @CommandHandler
    void commit(CommitStock command) {
        OrderId order = command.orderId();
        if (claims.isOpen(order)) {
            int units = claims.units(order);
            apply(new StockCommitted(itemId, productId, order, new Quantity(units), onHand - units, reserved - units));
        }
    }

    /** Goods may come back before their sale is noted, since that is another step of another process. */
    @CommandHandler
    void takeBack(ReturnStock command) {
        if (claims.isReturned(command.refundId())) {
            return;
        }
        commit(new CommitStock(itemId, command.orderId()));
        int counted = onHand + command.quantity().units();
        apply(new StockReturned(
                itemId, productId, command.orderId(), command.refundId(), command.quantity(), counted, reserved));
    }

    @CommandHandler
    AdjustedStock adjust(AdjustStock command) {
        Set<Long> expected = command.expectedVersions();
        if (expected != null && !expected.contains(getVersion())) {
            throw new StockMoved();
        }
        long wanted = wantedOnHand(command);
        if (wanted < reserved) {
            throw new StockWouldBeNegative(new StockLevel(onHand, reserved));
        }
        if (wanted > CreateProduct.MAXIMUM_STOCK) {
            throw new StockTooLarge(CreateProduct.MAXIMUM_STOCK);
        }
        int counted = Math.toIntExact(wanted);
        if (counted != onHand) {
            apply(new StockAdjusted(itemId, productId, counted - onHand, counted, reserved, command.reason()));
        }
        return new AdjustedStock(new StockLevel(counted, reserved), getVersion());
    }

    private long wantedOnHand(AdjustStock command) {
        Integer counted = command.onHand();
        Integer change = command.change();
        return counted != null ? counted : (long) onHand + (change == null ? 0 : change);
    }

    @EventSourcingHandler
    void on(InventoryItemCreated event) {
        itemId = event.itemId();
        productId = event.productId();
        onHand = event.onHand();
    }

    @EventSourcingHandler
    void on(StockAdjusted event) {
        onHand = event.onHand();
    }

    @EventSourcingHandler
    void on(StockReserved event) {
        reserved = event.reserved();
        claims.open(event.orderId(), event.quantity());
    }

    @EventSourcingHandler
    void on(StockRejected event) {
        claims.settle(event.orderId());
    }

    @EventSourcingHandler
    void on(StockCommitted event) {
        onHand = event.onHand();
        reserved = event.reserved();
        claims.settle(event.orderId());
    }

    @EventSourcingHandler
    void on(StockReleased event) {
        reserved = event.reserved();
        claims.settle(event.orderId());
    }

    @EventSourcingHandler
    void on(StockReturned event) {
        onHand = event.onHand();
        claims.takeBack(event.refundId());
    }
}
