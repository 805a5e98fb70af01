package io.saler.command.catalog;

import org.axonframework.config.ProcessingGroup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Follows the events of Axon Server as well, whose commit is not that of PostgreSQL: a process killed between the two
 * would leave prices behind that are in the event store and nowhere else. Seeing an event again changes nothing.
 */
@Component
@ProcessingGroup("price-list-catch-up")
@ConditionalOnProperty(name = "saler.event-store", havingValue = "axon-server")
class PriceListCatchUp extends PriceListProjection {

    PriceListCatchUp(PriceTable prices) {
        super(prices);
    }
}
