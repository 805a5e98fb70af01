package io.saler.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.query.catalog.ProductView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of found products.
 *
 * @param next where the next page starts, to be given as {@code after}; null, and shown as null, on the last page
 */
record SearchPage(
        List<Item> items,
        Facets facets,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
        String next) {

    /**
     * A product that was found.
     *
     * @param score how well it fits, when sorted by relevance
     * @param highlights by field, passages in HTML with what was found in {@code em} elements
     */
    record Item(
            @Schema(implementation = ProductView.class) JsonNode product,
            @Nullable Double score,
            Map<String, List<String>> highlights) {}

    /** How many of the products that fit the text there are of each kind. */
    record Facets(List<ValueCount> category, List<RangeCount> price, List<ValueCount> tags) {}

    record ValueCount(String value, long count) {}

    /**
     * @param from included; absent for the lowest range
     * @param to not included; absent for the highest range
     */
    record RangeCount(@Nullable BigDecimal from, @Nullable BigDecimal to, long count) {}
}
