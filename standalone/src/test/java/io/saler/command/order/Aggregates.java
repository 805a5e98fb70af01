package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.inventory.InventoryItem;
import io.saler.command.payment.PaymentType;
import io.saler.value.Money;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Those who decide about orders, on an event store in memory. */
public final class Aggregates {

    private Aggregates() {}

    /** @param prices what is on sale, in any store */
    public static Configuration started(Map<ProductId, Money> prices) {
        Map<ProductId, PricedProduct> products = prices.keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(), id -> new PricedProduct(id, new Sku("model"), "Model", prices.get(id))));
        return DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .registerComponent(PriceList.class, configuration -> (store, wanted) -> products)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Order.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(InventoryItem.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(PaymentType.get()))
                .start();
    }
}
