package io.saler.query.catalog;

import io.saler.query.projection.Savepoints;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Keeps the table that product pages and lists are read from. */
@Component
@ProcessingGroup("catalog")
class ProductProjection extends ProductFollower {

    ProductProjection(@Qualifier("listedProducts") ProductTable products, Savepoints savepoints) {
        super(products, savepoints);
    }

    @Override
    protected void changed(List<ProductState> products) {
        // The table is all there is to keep.
    }
}
