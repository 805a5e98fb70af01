package io.saler.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import io.saler.store.StoreId;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchRequestsTest {

    private static final JsonpMapper MAPPER = new Jackson3JsonpMapper();
    private static final SearchCriteria ANY =
            new SearchCriteria(null, null, null, null, null, null, SearchSort.CREATED_DESCENDING);

    @Test
    void withoutATextEveryProductOnSaleIsFoundNewestFirst() {
        JsonNode request = request(ANY, null);

        assertThat(request.at("/query/bool/must").isMissingNode()).isTrue();
        assertThat(request.at("/query/bool/filter").toString())
                .isEqualTo("[{\"term\":{\"status\":{\"value\":\"ACTIVE\"}}}]");
        assertThat(request.at("/sort").toString())
                .isEqualTo("[{\"createdAt\":{\"order\":\"desc\"}},{\"productId\":{\"order\":\"asc\"}}]");
        assertThat(request.has("highlight")).isFalse();
        assertThat(request.at("/size").asInt()).isEqualTo(11);
    }

    @Test
    void aTextIsSearchedInBothLanguagesWithTypingErrorsAndNamesAndSkusCountMost() {
        JsonNode request =
                request(new SearchCriteria(" Red SHIRT ", null, null, null, null, null, SearchSort.RELEVANCE), null);

        JsonNode either = request.at("/query/bool/must/0/bool/should");
        assertThat(either.at("/0/multi_match/fuzziness").asString()).isEqualTo("AUTO");
        assertThat(either.at("/0/multi_match/operator").asString()).isEqualTo("and");
        assertThat(either.at("/0/multi_match/fields").toString())
                .isEqualTo("[\"content\",\"content.ar\",\"content.plain\"]");
        assertThat(either.at("/1/term/sku/value").asString()).isEqualTo("red shirt");
        assertThat(either.at("/1/term/sku/boost").asDouble()).isGreaterThan(1);
        assertThat(request.at("/query/bool/should/0/multi_match/fields").toString())
                .contains("name^", "name.ar^");
        assertThat(request.at("/highlight/encoder").asString()).isEqualTo("html");
    }

    @Test
    void storeAndStockNarrowEverythingAndCategoryAndPriceLeaveTheOtherFacetWhole() {
        StoreId store = StoreId.random();
        JsonNode request = request(
                new SearchCriteria(
                        null, store, "Hats", new BigDecimal("5"), new BigDecimal("20"), true, SearchSort.PRICE),
                null);

        assertThat(request.at("/query/bool/filter").toString()).contains(store.toString(), "inStock");
        assertThat(request.at("/post_filter").toString()).contains("Hats", "\"gte\":5.0", "\"lte\":20.0");
        assertThat(request.at("/aggregations/category/filter").toString())
                .contains("price")
                .doesNotContain("Hats");
        assertThat(request.at("/aggregations/price/filter").toString())
                .contains("Hats")
                .doesNotContain("gte");
        assertThat(request.at("/aggregations/tags/filter").toString()).contains("Hats", "gte");
    }

    @Test
    void aPageBeginsAfterThePlaceOfTheLastProductShown() {
        UUID last = UUID.randomUUID();

        assertThat(request(ANY, new SearchSort.Place(SearchSort.CREATED_DESCENDING, "1795000000000", last))
                        .at("/search_after")
                        .toString())
                .isEqualTo("[1795000000000,\"%s\"]".formatted(last));
        assertThat(request(ANY, new SearchSort.Place(SearchSort.RELEVANCE, "5.7137337", last))
                        .at("/search_after/0")
                        .asDouble())
                .isEqualTo(5.7137337);
        assertThat(request(ANY, new SearchSort.Place(SearchSort.NAME, "red hat", last))
                        .at("/search_after/0")
                        .asString())
                .isEqualTo("red hat");
    }

    @Test
    void suggestionsAreNamesOnSaleWithWordsThatBeginLikeThat() {
        JsonNode request = JsonMapper.shared()
                .readTree(JsonpUtils.toJsonString(SearchRequests.suggest("products", "re sh", null, 10), MAPPER));

        assertThat(request.at("/query/bool/must/0/match/name.typed/query").asString())
                .isEqualTo("re sh");
        assertThat(request.at("/query/bool/must/0/match/name.typed/operator").asString())
                .isEqualTo("and");
        assertThat(request.at("/query/bool/filter").toString()).contains("ACTIVE");
    }

    private static JsonNode request(SearchCriteria criteria, SearchSort.@Nullable Place after) {
        return JsonMapper.shared()
                .readTree(JsonpUtils.toJsonString(SearchRequests.search("products", criteria, after, 11), MAPPER));
    }
}
