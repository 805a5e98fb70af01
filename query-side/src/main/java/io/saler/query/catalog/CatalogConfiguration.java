package io.saler.query.catalog;

import io.saler.query.json.StoredJson;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The states that pages and lists are read from. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    ProductTable listedProducts(Jdbi database, StoredJson json) {
        return new ProductTable(database, json, "query.product");
    }
}
