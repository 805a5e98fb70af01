package io.saler.query.catalog.cache;

import io.saler.query.catalog.ProductFollower;
import io.saler.query.catalog.ProductPage;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductTable;
import io.saler.query.projection.Savepoints;
import io.saler.query.projection.WithinTheClaim;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes every change of a product through to Redis, before the transaction commits that remembers it. While Redis is
 * away the batch is repeated, so nothing is left out.
 */
@Component
@ProcessingGroup("product-cache")
class ProductCacheProjection extends ProductFollower {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProductTable states;
    private final ProductCache cache;
    private final RetryTemplate patience;

    ProductCacheProjection(
            @Qualifier("cachedProducts") ProductTable states,
            Savepoints savepoints,
            ProductCache cache,
            ProductCacheSettings settings) {
        super(states, savepoints);
        this.states = states;
        this.cache = cache;
        this.patience = WithinTheClaim.retry(DataAccessException.class, PAUSE, settings.patience());
    }

    @Override
    protected void changed(List<ProductState> products) {
        List<ProductPage> pages = products.stream()
                .filter(ProductState::isCreated)
                .map(states::page)
                .toList();
        patience.invoke(() -> cache.keep(pages));
    }
}
