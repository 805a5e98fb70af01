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

    private static final int MOST_TAGS = 20;
    private static final int MOST_ATTRIBUTES = 50;

    public ProductDetails {
        name = InvalidValue.text("name", "A product's name", name, 1, 200);
        description = InvalidValue.text("description", "A product's description", description, 0, 10_000);
        category = InvalidValue.text("category", "A category", category, 1, 100);
        tags = tags(tags);
        attributes = attributes(attributes);
    }

    private static List<String> tags(List<String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw InvalidValue.at("tags", "A product has at most %d tags".formatted(MOST_TAGS));
        }
        var different = new LinkedHashSet<String>();
        for (int index = 0; index < tags.size(); index++) {
            different.add(InvalidValue.text("tags/" + index, "A tag", tags.get(index), 1, 50));
        }
        return List.copyOf(different);
    }

    private static Map<String, String> attributes(Map<String, String> attributes) {
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw InvalidValue.at("attributes", "A product has at most %d attributes".formatted(MOST_ATTRIBUTES));
        }
        var sorted = new TreeMap<String, String>();
        attributes.forEach((attribute, value) -> sorted.put(
                InvalidValue.text("attributes", "An attribute's name", attribute, 1, 100),
                InvalidValue.text("attributes", "An attribute's value", value, 0, 1_000)));
        return Collections.unmodifiableMap(sorted);
    }

    /**
     * Refuses what cannot be seen or misleads the eye, and line breaks in all but the description and the attributes'
     * values. For commands only: a page that is older than this rule can still be read.
     */
    public void requireLegible() {
        InvalidValue.line("name", "A product's name", name, 1, 200);
        InvalidValue.line("category", "A category", category, 1, 100);
        InvalidValue.prose("description", "A product's description", description, 0, 10_000);
        for (int index = 0; index < tags.size(); index++) {
            InvalidValue.line("tags/" + index, "A tag", tags.get(index), 1, 50);
        }
        attributes.forEach((attribute, value) -> {
            InvalidValue.line("attributes", "An attribute's name", attribute, 1, 100);
            InvalidValue.prose("attributes", "An attribute's value", value, 0, 1_000);
        });
    }
}
