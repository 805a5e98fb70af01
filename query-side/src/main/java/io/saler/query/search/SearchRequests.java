package io.saler.query.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import io.saler.store.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes searches for Elasticsearch. Category and price are applied after the facets are counted, each facet under the
 * other's filter only: so a shopper who chose one category still sees how many there are in the others.
 */
final class SearchRequests {

    static final String CATEGORY = "category";
    static final String PRICE = "price";
    static final String TAGS = "tags";
    static final String FILTERED = "filtered";

    private static final List<Double> PRICE_STEPS = List.of(10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1_000.0);
    private static final int FACET_VALUES = 20;

    private SearchRequests() {}

    /** @param items how many hits to ask for */
    static SearchRequest search(String index, SearchCriteria criteria, SearchSort.@Nullable Place after, int items) {
        return SearchRequest.of(search -> {
            search.index(index)
                    .size(items)
                    .query(query(criteria))
                    .postFilter(allOf(byCategory(criteria), byPrice(criteria)))
                    .aggregations(CATEGORY, filtered(values("category"), byPrice(criteria)))
                    .aggregations(PRICE, filtered(prices(), byCategory(criteria)))
                    .aggregations(TAGS, filtered(values("tags"), both(criteria)))
                    .sort(criteria.sort().options())
                    .source(source -> source.filter(filter -> filter.includes("product")))
                    .trackTotalHits(track -> track.enabled(false));
            if (criteria.hasText()) {
                search.highlight(highlight());
            }
            if (after != null) {
                search.searchAfter(after.values());
            }
            return search;
        });
    }

    /** Asks for names that have words beginning with what was typed, each name once. */
    static SearchRequest suggest(String index, String typed, @Nullable StoreId store, int items) {
        return SearchRequest.of(search -> search.index(index)
                .size(items)
                .query(query -> query.bool(bool -> bool.must(must -> must.match(
                                match -> match.field("name.typed").query(typed).operator(Operator.And)))
                        .filter(onSale(store, null))))
                .collapse(names -> names.field("sortName"))
                .source(source -> source.filter(filter -> filter.includes("name")))
                .trackTotalHits(track -> track.enabled(false)));
    }

    private static Query query(SearchCriteria criteria) {
        var bool = new BoolQuery.Builder().filter(onSale(criteria.storeId(), criteria.inStock()));
        String text = criteria.text();
        if (text != null && criteria.hasText()) {
            bool.must(matches(text)).should(prefersNames(text));
        }
        return bool.build()._toQuery();
    }

    /** Every word occurs somewhere in the product, up to a typing error or two; or the text is its SKU. */
    private static Query matches(String text) {
        return Query.of(query ->
                query.bool(either -> either.should(anywhere -> anywhere.multiMatch(words -> words.query(text)
                                .fields("content", "content.ar", "content.plain")
                                .type(TextQueryType.BestFields)
                                .operator(Operator.And)
                                .fuzziness("AUTO")
                                .prefixLength(1)
                                .maxExpansions(30)))
                        .should(exactly -> exactly.term(sku -> sku.field("sku")
                                .value(text.strip().toLowerCase(Locale.ROOT))
                                .boost(50f)))
                        .minimumShouldMatch("1")));
    }

    private static List<Query> prefersNames(String text) {
        return List.of(
                Query.of(query ->
                        query.multiMatch(words -> words.query(text).fields("name^4", "name.ar^4", "name.plain^5"))),
                Query.of(query -> query.matchPhrase(
                        phrase -> phrase.field("name.plain").query(text).slop(1).boost(4f))));
    }

    private static List<Query> onSale(@Nullable StoreId store, @Nullable Boolean inStock) {
        var filters = new ArrayList<Query>();
        filters.add(Query.of(query -> query.term(term -> term.field("status").value("ACTIVE"))));
        if (store != null) {
            filters.add(
                    Query.of(query -> query.term(term -> term.field("storeId").value(store.toString()))));
        }
        if (inStock != null) {
            filters.add(
                    Query.of(query -> query.term(term -> term.field("inStock").value(inStock))));
        }
        return filters;
    }

    private static List<Query> byCategory(SearchCriteria criteria) {
        String category = criteria.category();
        return category == null
                ? List.of()
                : List.of(Query.of(
                        query -> query.term(term -> term.field("category").value(category))));
    }

    private static List<Query> byPrice(SearchCriteria criteria) {
        if (criteria.minPrice() == null && criteria.maxPrice() == null) {
            return List.of();
        }
        return List.of(Query.of(query -> query.range(range -> range.number(price -> {
            price.field("price");
            if (criteria.minPrice() != null) {
                price.gte(criteria.minPrice().doubleValue());
            }
            if (criteria.maxPrice() != null) {
                price.lte(criteria.maxPrice().doubleValue());
            }
            return price;
        }))));
    }

    private static List<Query> both(SearchCriteria criteria) {
        var filters = new ArrayList<>(byCategory(criteria));
        filters.addAll(byPrice(criteria));
        return filters;
    }

    private static Query allOf(List<Query> some, List<Query> others) {
        return Query.of(query -> query.bool(bool -> bool.filter(some).filter(others)));
    }

    private static Aggregation filtered(Aggregation facet, List<Query> filters) {
        return Aggregation.of(aggregation -> aggregation
                .filter(filter -> filter.bool(bool -> bool.filter(filters)))
                .aggregations(FILTERED, facet));
    }

    private static Aggregation values(String field) {
        return Aggregation.of(
                aggregation -> aggregation.terms(terms -> terms.field(field).size(FACET_VALUES)));
    }

    private static Aggregation prices() {
        var ranges = new ArrayList<AggregationRange>();
        ranges.add(AggregationRange.of(range -> range.to(PRICE_STEPS.getFirst())));
        for (int step = 1; step < PRICE_STEPS.size(); step++) {
            double from = PRICE_STEPS.get(step - 1);
            double to = PRICE_STEPS.get(step);
            ranges.add(AggregationRange.of(range -> range.from(from).to(to)));
        }
        ranges.add(AggregationRange.of(range -> range.from(PRICE_STEPS.getLast())));
        return Aggregation.of(
                aggregation -> aggregation.range(range -> range.field("price").ranges(ranges)));
    }

    /** Marks what was found in HTML whose other characters are escaped, so that it can be shown as it is. */
    private static Highlight highlight() {
        var wholeName = HighlightField.of(field -> field.numberOfFragments(0));
        var passages = HighlightField.of(field -> field.numberOfFragments(2).fragmentSize(150));
        return Highlight.of(highlight -> highlight
                .encoder(HighlighterEncoder.Html)
                .requireFieldMatch(false)
                .fields(
                        NamedValue.of("name", wholeName),
                        NamedValue.of("name.ar", wholeName),
                        NamedValue.of("description", passages),
                        NamedValue.of("description.ar", passages)));
    }
}
