package io.saler.query.catalog.cache;

import io.saler.query.catalog.ProductTable;
import io.saler.query.json.StoredJson;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The states that cached pages are made from. */
@Configuration(proxyBeanMethods = false)
class ProductCacheConfiguration {

    @Bean
    ProductTable cachedProducts(Jdbi database, StoredJson json) {
        return new ProductTable(database, json, "query.cached_product");
    }
}
