package io.saler.query.catalog.cache;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.query.catalog.ProductChanges;
import io.saler.query.catalog.ProductPage;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductTable;
import io.saler.query.projection.Batch;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes every change of a product through to Redis, before the transaction commits that remembers it. While Redis is
 * away the batch is repeated, so nothing is left out.
 */
@Component
@ProcessingGroup("product-cache")
class ProductCacheProjection {

    private final ProductTable states;
    private final ProductCache cache;
    private final RetryTemplate patience;

    ProductCacheProjection(
            @Qualifier("cachedProducts") ProductTable states, ProductCache cache, ProductCacheSettings settings) {
        this.states = states;
        this.cache = cache;
        this.patience = new RetryTemplate(RetryPolicy.builder()
                .includes(DataAccessException.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(Duration.ofMillis(200))
                .timeout(settings.patience())
                .build());
    }

    @EventHandler
    void on(CatalogEvent event, DomainEventMessage<?> message) {
        changes().add(event, message);
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        changes().add(event, message);
    }

    private ProductChanges changes() {
        return Batch.of(this, ProductChanges::new, this::write);
    }

    private void write(ProductChanges changes) {
        List<ProductPage> pages = changes.applyTo(states).stream()
                .filter(ProductState::isCreated)
                .map(states::page)
                .toList();
        patience.invoke(() -> cache.keep(pages));
    }
}
