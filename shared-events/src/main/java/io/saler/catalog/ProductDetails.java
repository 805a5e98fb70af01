package io.saler.catalog;

import io.saler.value.InvalidValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a product's page says of it. Limits: name 200 characters, description 10,000, category 100, 20 different tags of
 * 50, 50 attributes of 100 by 1,000; more throws {@link InvalidValue}.
 */
public record ProductDetails(
        String name, String description, String category, List<String> tags, Map<String, String> attributes) {

    public ProductDetails {
        name = InvalidValue.text("A product's name", name, 1, 200);
        description = InvalidValue.text("A product's description", description, 0, 10_000);
        category = InvalidValue.text("A category", category, 1, 100);
        if (tags.size() > 20) {
            throw new InvalidValue("A product has at most 20 tags");
        }
        tags = List.copyOf(new LinkedHashSet<>(
                tags.stream().map(tag -> InvalidValue.text("A tag", tag, 1, 50)).toList()));
        if (attributes.size() > 50) {
            throw new InvalidValue("A product has at most 50 attributes");
        }
        var sorted = new TreeMap<String, String>();
        attributes.forEach((attribute, value) -> sorted.put(
                InvalidValue.text("An attribute's name", attribute, 1, 100),
                InvalidValue.text("An attribute's value", value, 0, 1_000)));
        attributes = Collections.unmodifiableMap(sorted);
    }
}
