package io.saler.demo.client;

import java.util.List;
import java.util.Map;

/** A product that a merchant adds to a store, with its first stock in units. */
public record NewProduct(
        String storeId,
        String sku,
        String name,
        String description,
        Money price,
        String category,
        List<String> tags,
        Map<String, String> attributes,
        int stock,
        int lowStockThreshold) {}
