package io.saler.query.projection;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What can be rebuilt, while it is read. Not among them: the stream on Kafka, where everything would be published once
 * more, and the keys of stores, of which those that were revoked would work meanwhile.
 */
@Configuration(proxyBeanMethods = false)
class ReadModels {

    /** A change that is older than its row changes nothing, so rows that are there are never seen going back. */
    @Bean
    ReadModel ordersReadModel() {
        return new ReadModel("orders", List.of("truncate query.orders, query.order_history"), false);
    }

    @Bean
    ReadModel catalogReadModel() {
        return new ReadModel(
                "catalog", List.of("truncate query.product, query.stock, query.stock_movement, query.store"), false);
    }

    /** That somebody was erased has to be known all the time, or their last access token would work again. */
    @Bean
    ReadModel peopleReadModel() {
        return new ReadModel(
                "people",
                List.of("delete from query.person where erased_at is null", "truncate query.notification"),
                false);
    }

    /** Read from Redis, which keeps the newest page of a product. */
    @Bean
    ReadModel productCacheReadModel() {
        return new ReadModel("product-cache", List.of("truncate query.cached_product"), true);
    }

    /** Read from Elasticsearch, which keeps the newest document of a product. */
    @Bean
    ReadModel searchReadModel() {
        return new ReadModel("search", List.of("truncate query.search_document"), true);
    }
}
