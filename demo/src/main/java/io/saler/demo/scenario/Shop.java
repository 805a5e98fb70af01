package io.saler.demo.scenario;

import io.saler.demo.assortment.Article;
import java.util.List;
import java.util.Map;

/**
 * The store as its merchant filled it.
 *
 * @param productIds Saler's product id by SKU
 */
public record Shop(Person merchant, String storeId, List<Article> articles, Map<String, String> productIds) {

    public Shop {
        articles = List.copyOf(articles);
        productIds = Map.copyOf(productIds);
    }

    /** Saler's id of an article that the store sells. */
    public String productId(Article article) {
        String id = productIds.get(article.sku());
        if (id == null) {
            throw new IllegalArgumentException("The store does not sell " + article.sku());
        }
        return id;
    }
}
