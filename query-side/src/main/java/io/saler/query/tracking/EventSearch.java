package io.saler.query.tracking;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.saler.analytics.AnalyticsFailure.EventSearchUnavailable;
import io.saler.analytics.TrackedType;
import io.saler.query.CursorKey;
import io.saler.query.search.ResponseTime;
import io.saler.store.StoreId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Searches a store's tracked events, the newest first, and none that happened longer ago than they are kept: of a month
 * of which something is kept the index has all.
 */
@Component
class EventSearch {

    private static final Logger log = LoggerFactory.getLogger(EventSearch.class);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final ElasticsearchClient elasticsearch;
    private final String index;
    private final Duration keep;

    EventSearch(ElasticsearchClient elasticsearch, EventIndex index, TrackingSettings settings) {
        this.elasticsearch = ResponseTime.within(settings.search().timeout(), elasticsearch);
        this.index = index.searched();
        this.keep = settings.keep();
    }

    /**
     * What is searched for; null means any.
     *
     * @param text words that all stand in the event: in its path, its search, its name or its properties
     * @param from included
     * @param to not included
     */
    record Criteria(
            StoreId store,
            @Nullable TrackedType type,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** The place of an event in the list, as its cursor says it. */
    record Place(Instant at, UUID eventKey) {
        Place {
            CursorKey.time(at);
            CursorKey.present(eventKey);
        }
    }

    /** @param event as its store's own read it */
    record Found(String eventKey, long at, JsonNode event) {

        Place place() {
            return new Place(Instant.ofEpochMilli(at), UUID.fromString(eventKey));
        }
    }

    /** Throws {@link EventSearchUnavailable} soon when Elasticsearch does not answer. */
    List<Found> search(Criteria criteria, @Nullable Place after, int items) {
        try {
            SearchRequest request =
                    request(criteria, after, items, Instant.now().minus(keep));
            return elasticsearch.search(request, Found.class).hits().hits().stream()
                    .map(Hit::source)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException away) {
            log.debug("Elasticsearch does not answer", away);
            throw new EventSearchUnavailable();
        } catch (ElasticsearchException refusal) {
            if (refusal.status() == TOO_MANY || refusal.status() >= SERVER_ERROR) {
                log.debug("Elasticsearch cannot search now", refusal);
                throw new EventSearchUnavailable();
            }
            throw refusal;
        }
    }

    /** @param oldest when the first of those that are found may have happened */
    SearchRequest request(Criteria criteria, @Nullable Place after, int items, Instant oldest) {
        return SearchRequest.of(search -> {
            search.index(index)
                    // Until the first event there is no index.
                    .ignoreUnavailable(true)
                    .size(items)
                    .query(query(criteria, oldest))
                    .source(source -> source.filter(filter -> filter.includes("eventKey", "at", "event")))
                    .sort(by("at"), by("eventKey"))
                    .trackTotalHits(track -> track.enabled(false));
            if (after != null) {
                search.searchAfter(List.of(
                        FieldValue.of(after.at().toEpochMilli()),
                        FieldValue.of(after.eventKey().toString())));
            }
            return search;
        });
    }

    private static Query query(Criteria criteria, Instant oldest) {
        var bool = new BoolQuery.Builder();
        bool.filter(is("storeId", criteria.store().toString()));
        if (criteria.type() != null) {
            bool.filter(is("type", criteria.type().name()));
        }
        String text = criteria.text();
        if (text != null && !text.isBlank()) {
            bool.filter(filter ->
                    filter.match(match -> match.field("text").query(text).operator(Operator.And)));
        }
        Instant from = criteria.from() == null || criteria.from().isBefore(oldest) ? oldest : criteria.from();
        bool.filter(filter -> filter.range(range -> range.date(time -> {
            time.field("at").gte(from.toString());
            if (criteria.to() != null) {
                time.lt(criteria.to().toString());
            }
            return time;
        })));
        return bool.build()._toQuery();
    }

    private static Query is(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    private static SortOptions by(String field) {
        return SortOptions.of(sort -> sort.field(order -> order.field(field).order(SortOrder.Desc)));
    }
}
