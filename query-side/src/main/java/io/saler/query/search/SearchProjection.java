package io.saler.query.search;

import io.saler.query.catalog.ProductFollower;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductTable;
import io.saler.query.projection.Preparation;
import io.saler.query.projection.Savepoints;
import io.saler.query.projection.WithinTheClaim;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends every product that changed to the index, in one request a batch, before the transaction commits that remembers
 * it. The documents are made from this group's own states, never from a table that another processor writes. While
 * Elasticsearch is away the batch is repeated, so nothing is left out.
 */
@Component
@ProcessingGroup("search")
class SearchProjection extends ProductFollower {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final SearchIndex index;
    private final Preparation preparation;
    private final RetryTemplate patience;

    SearchProjection(
            @Qualifier("searchDocuments") ProductTable states,
            Savepoints savepoints,
            SearchIndex index,
            @Qualifier("searchIndexPreparation") Preparation preparation,
            SearchSettings settings) {
        super(states, savepoints);
        this.index = index;
        this.preparation = preparation;
        this.patience = WithinTheClaim.retry(SearchIndex.NotIndexed.class, PAUSE, settings.patience());
    }

    @Override
    protected void changed(List<ProductState> products) {
        List<ProductState> created =
                products.stream().filter(ProductState::isCreated).toList();
        patience.invoke(() -> send(created));
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
