package io.saler.query.search;

import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.QueryParameter;
import io.saler.store.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Searching products that are on sale. */
@RestController
class SearchEndpoint {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CATEGORY = 100;
    private static final int SUGGESTIONS = 10;

    private final ProductSearch search;

    SearchEndpoint(ProductSearch search) {
        this.search = search;
    }

    @GetMapping("/search")
    SearchPage search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable StoreId storeId,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String minPrice,
            @RequestParam(required = false) @Nullable String maxPrice,
            @RequestParam(required = false) @Nullable Boolean inStock,
            @RequestParam(required = false) @Nullable String sort,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        var criteria = new SearchCriteria(
                QueryParameter.text("q", q, LONGEST_TEXT),
                storeId,
                QueryParameter.text("category", category, LONGEST_CATEGORY),
                QueryParameter.price("minPrice", minPrice),
                QueryParameter.price("maxPrice", maxPrice),
                inStock,
                sort(sort, q));
        return search.search(criteria, place(after, criteria.sort()), limit.items());
    }

    @GetMapping("/search/suggest")
    Suggestions suggest(@RequestParam String q, @RequestParam(required = false) @Nullable StoreId storeId) {
        String typed = QueryParameter.text("q", q, LONGEST_TEXT);
        return new Suggestions(
                typed == null || typed.isBlank() ? List.of() : search.suggest(typed, storeId, SUGGESTIONS));
    }

    /** Names of products that go on from what was typed, the most fitting first. */
    record Suggestions(List<String> items) {}

    /** Without a text, every product fits equally well: then the newest come first. */
    private static SearchSort sort(@Nullable String sort, @Nullable String text) {
        if (sort != null) {
            return SearchSort.of(sort);
        }
        return text == null || text.isBlank() ? SearchSort.CREATED_DESCENDING : SearchSort.RELEVANCE;
    }

    private static SearchSort.@Nullable Place place(@Nullable String after, SearchSort sort) {
        SearchSort.Place place = Cursor.read(after, SearchSort.Place.class).orElse(null);
        if (place != null && place.sort() != sort) {
            throw new InvalidParameter(Cursor.PARAMETER, "This cursor belongs to another sort order.");
        }
        return place;
    }
}
