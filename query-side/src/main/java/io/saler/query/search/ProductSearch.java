package io.saler.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.saler.query.projection.Preparation;
import io.saler.store.StoreId;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Searches products; throws {@link SearchFailure.SearchUnavailable} soon when Elasticsearch does not answer. */
@Component
class ProductSearch {

    private static final Logger log = LoggerFactory.getLogger(ProductSearch.class);
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final ElasticsearchClient elasticsearch;
    private final Preparation preparation;
    private final SearchSettings settings;

    ProductSearch(
            ElasticsearchClient elasticsearch,
            @Qualifier("searchIndexPreparation") Preparation preparation,
            SearchSettings settings) {
        this.elasticsearch = ResponseTime.within(settings.timeout(), elasticsearch);
        this.preparation = preparation;
        this.settings = settings;
    }

    /** What is kept of a product's document. */
    record Source(@Nullable JsonNode product, @Nullable String name) {}

    /** Returns a page of {@code limit} products. */
    SearchPage search(SearchCriteria criteria, SearchSort.@Nullable Place after, int limit) {
        SearchResponse<Source> response = ask(SearchRequests.search(settings.index(), criteria, after, limit + 1));
        return SearchResults.page(response, criteria.sort(), limit);
    }

    /** Returns names of products that go on from what was typed. */
    List<String> suggest(String typed, @Nullable StoreId store, int items) {
        return ask(SearchRequests.suggest(settings.index(), typed, store, items)).hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .map(Source::name)
                .filter(Objects::nonNull)
                .toList();
    }

    private SearchResponse<Source> ask(SearchRequest request) {
        try {
            return elasticsearch.search(request, Source.class);
        } catch (IOException away) {
            log.debug("Elasticsearch does not answer", away);
            throw new SearchFailure.SearchUnavailable();
        } catch (ElasticsearchException refusal) {
            int status = refusal.status();
            if (status == NOT_FOUND) {
                // In a quiet shop nothing is written that would miss the index.
                preparation.again();
            }
            if (status == NOT_FOUND || status == TOO_MANY || status >= SERVER_ERROR) {
                log.debug("Elasticsearch cannot search now", refusal);
                throw new SearchFailure.SearchUnavailable();
            }
            throw refusal;
        }
    }
}
