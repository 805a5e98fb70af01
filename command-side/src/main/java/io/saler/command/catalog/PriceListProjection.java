package io.saler.command.catalog;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductPriceChanged;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/** Keeps the price list, in the transaction of the event itself. */
@Component
@ProcessingGroup("price-list")
class PriceListProjection {

    private final PriceTable prices;

    PriceListProjection(PriceTable prices) {
        this.prices = prices;
    }

    @EventHandler
    void on(CatalogEvent event, @SequenceNumber long version) {
        switch (event) {
            case ProductCreated created -> prices.list(created);
            case ProductDetailsChanged changed ->
                prices.rename(changed.productId(), changed.details().name(), version);
            case ProductPriceChanged changed -> prices.reprice(changed.productId(), changed.price(), version);
            case ProductDiscontinued discontinued -> prices.takeOffSale(discontinued.productId(), version);
        }
    }
}
