package io.saler.query.search;

import io.saler.query.catalog.ProductTable;
import io.saler.query.json.StoredJson;
import io.saler.query.projection.Preparation;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What searching is made of. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    ProductTable searchDocuments(Jdbi database, StoredJson json) {
        return new ProductTable(database, json, "query.search_document");
    }

    @Bean
    Preparation searchIndexPreparation(SearchIndex index) {
        return new Preparation("the search index", index::prepare);
    }
}
