package io.saler.command.inventory;

import io.saler.catalog.CreateProduct;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
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
import io.saler.payment.RefundId;
import io.saler.store.StoreId;
import io.saler.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class InventoryItemTest {

    private static final StoreId STORE = StoreId.random();
    private static final ProductId PRODUCT = ProductId.of(STORE, new Sku("tea"));
    private static final InventoryItemId ITEM = InventoryItemId.of(PRODUCT);
    private static final OrderId ORDER = OrderId.random();

    private static final InventoryItemCreated FIVE_UNITS = new InventoryItemCreated(ITEM, PRODUCT, STORE, 5, 0);
    private static final StockReserved THREE_RESERVED = new StockReserved(ITEM, PRODUCT, ORDER, new Quantity(3), 5, 3);
    private static final StockCommitted THREE_SOLD = new StockCommitted(ITEM, PRODUCT, ORDER, new Quantity(3), 2, 0);
    private static final StockReleased THREE_RELEASED = new StockReleased(ITEM, PRODUCT, ORDER, 3, 5, 0, "declined");
    private static final StockReleased NONE_RELEASED = new StockReleased(ITEM, PRODUCT, ORDER, 0, 5, 0, "declined");
    private static final StockRejected SIX_REJECTED = new StockRejected(ITEM, PRODUCT, ORDER, new Quantity(6), 5);

    private static final ReserveStock RESERVE_THREE = reserve(ORDER, 3);
    private static final CommitStock COMMIT = new CommitStock(ITEM, ORDER);
    private static final ReleaseStock RELEASE = new ReleaseStock(ITEM, ORDER, "declined");

    private static final RefundId REFUND = new RefundId(UUID.randomUUID());
    private static final ReturnStock TAKE_BACK = new ReturnStock(ITEM, ORDER, REFUND, new Quantity(3));

    private final AggregateTestFixture<InventoryItem> item = new AggregateTestFixture<>(InventoryItem.class);

    @Test
    void unitsThatAreAvailableAreReserved() {
        item.given(FIVE_UNITS).when(RESERVE_THREE).expectEvents(THREE_RESERVED);
        item.given(FIVE_UNITS)
                .when(reserve(ORDER, 5))
                .expectEvents(new StockReserved(ITEM, PRODUCT, ORDER, new Quantity(5), 5, 5));
    }

    @Test
    void moreUnitsThanAreAvailableAreRejectedByAnEvent() {
        item.given(FIVE_UNITS).when(reserve(ORDER, 6)).expectEvents(SIX_REJECTED);
        OrderId second = OrderId.random();
        item.given(FIVE_UNITS, THREE_RESERVED)
                .when(reserve(second, 3))
                .expectEvents(new StockRejected(ITEM, PRODUCT, second, new Quantity(3), 2));
    }

    @Test
    void reservingAgainChangesNothingWhateverBecameOfTheFirstTime() {
        nothing(RESERVE_THREE, FIVE_UNITS, THREE_RESERVED);
        nothing(RESERVE_THREE, FIVE_UNITS, SIX_REJECTED);
        nothing(RESERVE_THREE, FIVE_UNITS, THREE_RESERVED, THREE_SOLD);
        nothing(RESERVE_THREE, FIVE_UNITS, THREE_RESERVED, THREE_RELEASED);
    }

    @Test
    void releasingGivesBackWhatWasReserved() {
        item.given(FIVE_UNITS, THREE_RESERVED).when(RELEASE).expectEvents(THREE_RELEASED);
        nothing(RELEASE, FIVE_UNITS, THREE_RESERVED, THREE_RELEASED);
        nothing(RELEASE, FIVE_UNITS, THREE_RESERVED, THREE_SOLD);
    }

    @Test
    void releasingBeforeTheReservationMakesTheReservationVoid() {
        item.given(FIVE_UNITS).when(RELEASE).expectEvents(NONE_RELEASED);
        nothing(RESERVE_THREE, FIVE_UNITS, NONE_RELEASED);
        nothing(RELEASE, FIVE_UNITS, NONE_RELEASED);
    }

    @Test
    void committingTakesTheUnitsOffTheShelfOnce() {
        item.given(FIVE_UNITS, THREE_RESERVED).when(COMMIT).expectEvents(THREE_SOLD);
        nothing(COMMIT, FIVE_UNITS, THREE_RESERVED, THREE_SOLD);
        nothing(COMMIT, FIVE_UNITS, THREE_RESERVED, THREE_RELEASED);
        nothing(COMMIT, FIVE_UNITS);
    }

    @Test
    void unitsThatComeBackAreOnTheShelfOncePerRefund() {
        var back = new StockReturned(ITEM, PRODUCT, ORDER, REFUND, new Quantity(3), 5, 0);
        item.given(FIVE_UNITS, THREE_RESERVED, THREE_SOLD).when(TAKE_BACK).expectEvents(back);
        nothing(TAKE_BACK, FIVE_UNITS, THREE_RESERVED, THREE_SOLD, back);
        item.given(
                        FIVE_UNITS,
                        THREE_RESERVED,
                        THREE_SOLD,
                        new StockReturned(ITEM, PRODUCT, ORDER, new RefundId(UUID.randomUUID()), new Quantity(1), 3, 0))
                .when(new ReturnStock(ITEM, ORDER, REFUND, new Quantity(2)))
                .expectEvents(new StockReturned(ITEM, PRODUCT, ORDER, REFUND, new Quantity(2), 5, 0));
    }

    @Test
    void unitsThatComeBackBeforeTheirSaleIsNotedAreSoldFirst() {
        var back = new StockReturned(ITEM, PRODUCT, ORDER, REFUND, new Quantity(3), 5, 0);
        item.given(FIVE_UNITS, THREE_RESERVED).when(TAKE_BACK).expectEvents(THREE_SOLD, back);
        nothing(COMMIT, FIVE_UNITS, THREE_RESERVED, THREE_SOLD, back);
        nothing(TAKE_BACK, FIVE_UNITS, THREE_RESERVED, THREE_SOLD, back);
    }

    @Test
    void theNewestThousandSettledOrdersAreRememberedAndNoMore() {
        List<Object> history = new ArrayList<>(List.of(FIVE_UNITS, NONE_RELEASED));
        for (int i = 1; i < Claims.REMEMBERED; i++) {
            history.add(new StockReleased(ITEM, PRODUCT, OrderId.random(), 0, 5, 0, "declined"));
        }
        nothing(RESERVE_THREE, history.toArray());
        history.add(new StockReleased(ITEM, PRODUCT, OrderId.random(), 0, 5, 0, "declined"));
        item.given(history).when(RESERVE_THREE).expectEvents(THREE_RESERVED);
    }

    @Test
    void stockIsAdjustedByAChangeOrToACountedNumber() {
        item.given(FIVE_UNITS)
                .when(change(4))
                .expectEvents(new StockAdjusted(ITEM, PRODUCT, 4, 9, 0, "count"))
                .expectResultMessagePayload(new AdjustedStock(new StockLevel(9, 0), 1));
        item.given(FIVE_UNITS, THREE_RESERVED)
                .when(counted(3))
                .expectEvents(new StockAdjusted(ITEM, PRODUCT, -2, 3, 3, "count"))
                .expectResultMessagePayload(new AdjustedStock(new StockLevel(3, 3), 2));
    }

    @Test
    void anAdjustmentCanBuildOnAVersion() {
        item.given(FIVE_UNITS, THREE_RESERVED)
                .when(new AdjustStock(PRODUCT, 1, null, "count", Set.of(0L)))
                .expectException(StockMoved.class)
                .expectNoEvents();
        item.given(FIVE_UNITS, THREE_RESERVED)
                .when(new AdjustStock(PRODUCT, 1, null, "count", Set.of(1L)))
                .expectEvents(new StockAdjusted(ITEM, PRODUCT, 1, 6, 3, "count"));
    }

    @Test
    void anAdjustmentThatChangesNothingIsNoEvent() {
        item.given(FIVE_UNITS)
                .when(counted(5))
                .expectNoEvents()
                .expectResultMessagePayload(new AdjustedStock(new StockLevel(5, 0), 0));
        nothing(change(0), FIVE_UNITS);
    }

    @Test
    void stockNeverFallsBelowWhatIsReservedOrZero() {
        item.given(FIVE_UNITS, THREE_RESERVED).when(counted(2)).expectException(StockWouldBeNegative.class);
        item.given(FIVE_UNITS, THREE_RESERVED).when(change(-3)).expectException(StockWouldBeNegative.class);
        item.given(FIVE_UNITS).when(counted(-1)).expectException(StockWouldBeNegative.class);
        item.given(FIVE_UNITS).when(change(Integer.MIN_VALUE)).expectException(StockWouldBeNegative.class);
    }

    @Test
    void stockNeverExceedsTheMaximum() {
        item.given(FIVE_UNITS).when(counted(CreateProduct.MAXIMUM_STOCK + 1)).expectException(StockTooLarge.class);
        item.given(FIVE_UNITS).when(change(Integer.MAX_VALUE)).expectException(StockTooLarge.class);
        item.given(FIVE_UNITS).when(counted(CreateProduct.MAXIMUM_STOCK)).expectSuccessfulHandlerExecution();
    }

    private static ReserveStock reserve(OrderId order, int units) {
        return new ReserveStock(ITEM, order, new Quantity(units));
    }

    private static AdjustStock change(int change) {
        return new AdjustStock(PRODUCT, change, null, "count");
    }

    private static AdjustStock counted(int onHand) {
        return new AdjustStock(PRODUCT, null, onHand, "count");
    }

    private void nothing(Object command, Object... before) {
        item.given(before).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
