package io.saler.query.search;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.query.catalog.ProductChanges;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductTable;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Preparation;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends every product that changed to the index, in one request a batch, before the transaction commits that remembers
 * it. The documents are made from this group's own states, never from a table that another processor writes. While
 * Elasticsearch is away the batch is repeated, so nothing is left out.
 */
@Component
@ProcessingGroup("search")
class SearchProjection {

    private final ProductTable states;
    private final SearchIndex index;
    private final Preparation preparation;
    private final RetryTemplate patience;

    SearchProjection(
            @Qualifier("searchDocuments") ProductTable states,
            SearchIndex index,
            @Qualifier("searchIndexPreparation") Preparation preparation,
            SearchSettings settings) {
        this.states = states;
        this.index = index;
        this.preparation = preparation;
        this.patience = new RetryTemplate(RetryPolicy.builder()
                .includes(SearchIndex.NotIndexed.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(Duration.ofMillis(250))
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
        List<ProductState> products =
                changes.applyTo(states).stream().filter(ProductState::isCreated).toList();
        patience.invoke(() -> send(products));
    }

    private void send(List<ProductState> products) {
        try {
            index.send(products);
        } catch (SearchIndex.NotIndexed failure) {
            if (failure.isIndexMissing()) {
                preparation.again();
            }
            throw failure;
        }
    }
}
