package io.saler.demo.assortment;

import io.saler.demo.client.Money;
import java.util.List;
import java.util.Map;

/** One thing that can be bought, under its own SKU, with the units that the store starts with. */
public record Article(
        String sku,
        String name,
        String description,
        String category,
        List<String> tags,
        Map<String, String> attributes,
        Money price,
        int stock) {}
