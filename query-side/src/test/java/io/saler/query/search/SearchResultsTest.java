package io.saler.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.json.JsonpDeserializer;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.problem.InvalidParameter;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SearchResultsTest {

    private static final UUID HAT = UUID.fromString("0842fe12-9c0e-35ed-9e30-b8e9a1730316");
    private static final UUID SHIRT = UUID.fromString("79fe5ed4-0b10-30d0-a3ed-63b9f94d4fc1");

    private static final String ANSWER = """
            {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
             "hits": {"max_score": 5.5, "hits": [
               {"_index": "p", "_id": "%1$s", "_score": 5.5, "sort": [5.5, "%1$s"],
                "_source": {"product": {"sku": "HAT", "price": {"amount": "9.50", "currency": "EUR"}}},
                "highlight": {"name.ar": ["<em>قبعة</em>"], "description": ["a <em>hat</em>"],
                              "description.ar": ["other"]}},
               {"_index": "p", "_id": "%2$s", "_score": 1.25, "sort": [1.25, "%2$s"],
                "_source": {"product": {"sku": "SHIRT"}}}]},
             "aggregations": {
               "filter#category": {"doc_count": 2, "sterms#filtered": {"doc_count_error_upper_bound": 0,
                 "sum_other_doc_count": 0, "buckets": [{"key": "Hats", "doc_count": 2}]}},
               "filter#price": {"doc_count": 2, "range#filtered": {"buckets": [
                 {"key": "*-10.0", "to": 10.0, "doc_count": 1},
                 {"key": "10.0-25.0", "from": 10.0, "to": 25.0, "doc_count": 0},
                 {"key": "1000.0-*", "from": 1000.0, "doc_count": 3}]}},
               "filter#tags": {"doc_count": 2, "sterms#filtered": {"doc_count_error_upper_bound": 0,
                 "sum_other_doc_count": 0, "buckets": []}}}}
            """.formatted(HAT, SHIRT);

    @Test
    void productsAreShownWithScoreAndHighlightsOfWhicheverLanguageMatched() {
        SearchPage page = SearchResults.page(answer(), SearchSort.RELEVANCE, 10);

        assertThat(page.items()).hasSize(2);
        assertThat(page.items()
                        .getFirst()
                        .product()
                        .path("price")
                        .path("amount")
                        .asString())
                .isEqualTo("9.50");
        assertThat(page.items().getFirst().score()).isEqualTo(5.5);
        assertThat(page.items().getFirst().highlights())
                .isEqualTo(Map.of("name", List.of("<em>قبعة</em>"), "description", List.of("a <em>hat</em>")));
        assertThat(page.items().getLast().highlights()).isEmpty();
        assertThat(page.next()).isNull();
    }

    @Test
    void facetsTellHowManyThereAreAndLeaveOutWhatThereIsNone() {
        SearchPage.Facets facets =
                SearchResults.page(answer(), SearchSort.RELEVANCE, 10).facets();

        assertThat(facets.category()).containsExactly(new SearchPage.ValueCount("Hats", 2));
        assertThat(facets.price())
                .containsExactly(
                        new SearchPage.RangeCount(null, BigDecimal.TEN, 1),
                        new SearchPage.RangeCount(new BigDecimal("1000"), null, 3));
        assertThat(facets.tags()).isEmpty();
    }

    @Test
    void aFullPageTellsWhereTheNextOneBegins() {
        SearchPage page = SearchResults.page(answer(), SearchSort.RELEVANCE, 1);

        assertThat(page.items()).hasSize(1);
        assertThat(Cursor.read(page.next(), SearchSort.Place.class))
                .contains(new SearchSort.Place(SearchSort.RELEVANCE, "5.5", HAT));
    }

    @Test
    void aCursorChangedByHandIsRefused() {
        for (String key : List.of("not a number", "NaN", "1e999", "9".repeat(500))) {
            String cursor = Cursor.at(Map.of("sort", "RELEVANCE", "key", key, "productId", HAT));
            assertThatThrownBy(() -> Cursor.read(cursor, SearchSort.Place.class))
                    .isInstanceOf(InvalidParameter.class);
        }
    }

    @Test
    void aCursorThatLacksAPartIsRefused() {
        for (Map<String, Object> place : List.<Map<String, Object>>of(
                Map.of("sort", "NAME", "key", "hat"),
                Map.of("sort", "NAME", "productId", HAT),
                Map.of("key", "hat", "productId", HAT),
                Map.of("sort", "NAME", "key", "half \ud83d", "productId", HAT))) {
            String cursor = Cursor.at(place);
            assertThatThrownBy(() -> Cursor.read(cursor, SearchSort.Place.class))
                    .as("%s", place)
                    .isInstanceOf(InvalidParameter.class);
        }
    }

    private static SearchResponse<ProductSearch.Source> answer() {
        JsonpMapper mapper = new Jackson3JsonpMapper();
        var parser = mapper.jsonProvider().createParser(new StringReader(ANSWER));
        return SearchResponse.<ProductSearch.Source>createSearchResponseDeserializer(
                        JsonpDeserializer.of(ProductSearch.Source.class))
                .deserialize(parser, mapper);
    }
}
