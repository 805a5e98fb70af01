package io.saler.query.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.RangeBucket;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.saler.gateway.page.Cursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what Elasticsearch answers to {@link SearchRequests}. */
final class SearchResults {

    private SearchResults() {}

    static SearchPage page(SearchResponse<ProductSearch.Source> response, SearchSort sort, int limit) {
        List<Hit<ProductSearch.Source>> hits = response.hits().hits();
        boolean more = hits.size() > limit;
        List<Hit<ProductSearch.Source>> shown = more ? hits.subList(0, limit) : hits;
        return new SearchPage(
                shown.stream().map(SearchResults::item).filter(Objects::nonNull).toList(),
                facets(response.aggregations()),
                more ? Cursor.at(sort.place(shown.getLast().sort())) : null);
    }

    private static SearchPage.@Nullable Item item(Hit<ProductSearch.Source> hit) {
        ProductSearch.Source source = hit.source();
        return source == null || source.product() == null
                ? null
                : new SearchPage.Item(source.product(), hit.score(), highlights(hit.highlight()));
    }

    /** One entry a field, in whichever language it was found. */
    private static Map<String, List<String>> highlights(Map<String, List<String>> found) {
        var highlights = new LinkedHashMap<String, List<String>>();
        for (String field : List.of("name", "description")) {
            List<String> passages = found.getOrDefault(field, found.get(field + ".ar"));
            if (passages != null) {
                highlights.put(field, passages);
            }
        }
        return highlights;
    }

    private static SearchPage.Facets facets(Map<String, Aggregate> aggregates) {
        return new SearchPage.Facets(
                values(facet(aggregates, SearchRequests.CATEGORY)),
                ranges(facet(aggregates, SearchRequests.PRICE)),
                values(facet(aggregates, SearchRequests.TAGS)));
    }

    private static @Nullable Aggregate facet(Map<String, Aggregate> aggregates, String name) {
        Aggregate filtered = aggregates.get(name);
        return filtered == null ? null : filtered.filter().aggregations().get(SearchRequests.FILTERED);
    }

    private static List<SearchPage.ValueCount> values(@Nullable Aggregate facet) {
        // An index without a document does not know yet that the field has text.
        if (facet == null || !facet.isSterms()) {
            return List.of();
        }
        return facet.sterms().buckets().array().stream()
                .map(bucket -> new SearchPage.ValueCount(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }

    private static List<SearchPage.RangeCount> ranges(@Nullable Aggregate facet) {
        if (facet == null) {
            return List.of();
        }
        var ranges = new ArrayList<SearchPage.RangeCount>();
        for (RangeBucket bucket : facet.range().buckets().array()) {
            if (bucket.docCount() > 0) {
                ranges.add(new SearchPage.RangeCount(number(bucket.from()), number(bucket.to()), bucket.docCount()));
            }
        }
        return ranges;
    }

    private static @Nullable BigDecimal number(@Nullable Double bound) {
        return bound == null || bound.isInfinite() ? null : new BigDecimal(Long.toString(bound.longValue()));
    }
}
