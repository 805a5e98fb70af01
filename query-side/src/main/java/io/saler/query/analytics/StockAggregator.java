package io.saler.query.analytics;

import static io.saler.query.analytics.FactTable.STOCK_CHANGE;

import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockReturned;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Units that come onto the shelf and leave it. */
@Component
class StockAggregator implements Aggregator {

    @Override
    public DataType dataType() {
        return DataType.STOCK;
    }

    /** What is reserved or released stays on the shelf, and only a first event tells whose shelf it is. */
    @Override
    public Set<Class<?>> counted() {
        return Set.of(InventoryItemCreated.class, StockAdjusted.class, StockCommitted.class, StockReturned.class);
    }

    @Override
    public void add(Happening happening, Facts facts) {
        switch (happening.event()) {
            case InventoryItemCreated created -> move(created, "CREATED", created.onHand(), happening, facts);
            case StockAdjusted adjusted -> move(adjusted, "ADJUSTED", adjusted.change(), happening, facts);
            case StockCommitted sold -> move(sold, "SOLD", -sold.quantity().units(), happening, facts);
            case StockReturned returned ->
                move(returned, "RETURNED", returned.quantity().units(), happening, facts);
            default -> throw new IllegalArgumentException(happening.toString());
        }
    }

    private static void move(InventoryEvent event, String cause, int units, Happening happening, Facts facts) {
        facts.origins()
                .storeOfItem(event.productId())
                .ifPresent(store -> facts.add(
                        STOCK_CHANGE,
                        store,
                        event.productId(),
                        happening.version(),
                        happening.position(),
                        happening.at(),
                        store,
                        cause,
                        units));
    }
}
