package io.saler.query.tracking;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.saler.query.search.ResponseTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The indexes of tracked events, one a month of receipt. An event's document has the event's own key, so one that comes
 * again changes nothing. How far each partition is indexed is a document too: when Elasticsearch has lost its data, all
 * events come again.
 */
@Component
class EventIndex {

    /** To be changed together with {@code search/tracking.json}: then all events are indexed anew. */
    private static final String VERSION = "-v1";

    private static final Duration WRITING = Duration.ofSeconds(4);

    /** How much is sent at once. A server that cannot take so much gets half of it the next time, until it can. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Any single event is far shorter. */
    private static final int LEAST_BYTES = 64 * 1024;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private static final Logger log = LoggerFactory.getLogger(EventIndex.class);

    private final ElasticsearchClient elasticsearch;
    private final JsonMapper json = JsonMapper.shared();
    private final String searched;
    private final String positions;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();
    private volatile int bytes = MOST_BYTES;

    EventIndex(ElasticsearchClient elasticsearch, TrackingSettings settings) {
        this.elasticsearch = ResponseTime.within(WRITING, elasticsearch);
        this.searched = settings.search().index() + VERSION;
        this.positions = searched + "-positions";
    }

    /** Elasticsearch has not taken everything; to be repeated. */
    static final class NotIndexed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotIndexed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** How far a partition is indexed, in the index of positions. */
    record IndexedTo(long batch) {}

    /** What is indexed of an event; the fields are those of {@code search/tracking.json}. */
    record Document(String eventKey, String storeId, String type, long at, String text, TrackedEventView event) {

        static Document of(TrackedEvent event) {
            EventDetails details = event.details();
            Stream<@Nullable Object> words = Stream.of(details.path(), details.query(), details.name(), details.step());
            Stream<Object> properties = Optional.ofNullable(details.properties()).orElse(Map.of()).entrySet().stream()
                    .flatMap(property -> Stream.of(property.getKey(), property.getValue()));
            return new Document(
                    event.key().toString(),
                    event.storeId().toString(),
                    event.type().name(),
                    event.at().toEpochMilli(),
                    Stream.concat(words.filter(word -> word != null), properties)
                            .map(String::valueOf)
                            .collect(Collectors.joining("\n")),
                    TrackedEventView.of(event));
        }
    }

    /** The name under which all months are searched. */
    String searched() {
        return searched;
    }

    /** The last batch of a partition that is indexed; 0 for none. */
    long indexedTo(int partition) {
        try {
            IndexedTo to = elasticsearch
                    .get(get -> get.index(positions).id(Integer.toString(partition)), IndexedTo.class)
                    .source();
            return to == null ? 0 : to.batch();
        } catch (IOException away) {
            throw new NotIndexed("Elasticsearch does not answer", away);
        } catch (ElasticsearchException refusal) {
            if (refusal.status() == NOT_FOUND) {
                made.clear();
                return 0;
            }
            throw new NotIndexed("Elasticsearch does not say how far it is", refusal);
        }
    }

    /** Indexes events, and that with them a partition is indexed up to this batch. */
    void add(int partition, long last, Collection<TrackedEvent> events) {
        try {
            for (TrackedEvent event : events) {
                make(month(event));
            }
            send(events);
            elasticsearch.index(index ->
                    index.index(positions).id(Integer.toString(partition)).document(new IndexedTo(last)));
        } catch (IOException away) {
            throw new NotIndexed("Elasticsearch does not answer", away);
        } catch (ElasticsearchException refusal) {
            throw new NotIndexed("Elasticsearch does not take events", refusal);
        }
    }

    /** Deletes months of which nothing is kept any more; until then {@link EventSearch} leaves out what is too old. */
    void forget(Instant before) throws IOException {
        YearMonth oldest = YearMonth.from(before.atOffset(ZoneOffset.UTC));
        for (String index : elasticsearch
                .indices()
                .get(get -> get.index(searched + "-2*").allowNoIndices(true).ignoreUnavailable(true))
                .indices()
                .keySet()) {
            YearMonth month = YearMonth.parse(index.substring(searched.length() + 1, searched.length() + 8));
            if (month.isBefore(oldest)) {
                elasticsearch.indices().delete(delete -> delete.index(index));
            }
        }
    }

    /** Only what was taken as a whole lets more be sent again: the same limit is not met twice on the way. */
    private void send(Collection<TrackedEvent> events) throws IOException {
        List<BulkOperation> operations = new ArrayList<>();
        int size = 0;
        for (TrackedEvent event : events) {
            byte[] document = json.writeValueAsBytes(Document.of(event));
            if (!operations.isEmpty() && size + document.length > bytes) {
                send(operations);
                operations.clear();
                size = 0;
            }
            operations.add(operation(event, document));
            size += document.length;
        }
        if (!operations.isEmpty()) {
            send(operations);
        }
        bytes = Math.min(MOST_BYTES, bytes * 2);
    }

    private void send(List<BulkOperation> operations) throws IOException {
        boolean taken = false;
        try {
            check(elasticsearch.bulk(BulkRequest.of(bulk -> bulk.operations(operations))));
            taken = true;
        } finally {
            // Servers, and what stands before them, say in many ways that it was too much, or nothing in time.
            if (!taken) {
                bytes = Math.max(LEAST_BYTES, bytes / 2);
            }
        }
    }

    private BulkOperation operation(TrackedEvent event, byte[] document) {
        return BulkOperation.of(operation -> operation.<BinaryData>index(write -> write.index(written(month(event)))
                .id(event.key().toString())
                .requireAlias(true)
                .document(BinaryData.of(document, ContentType.APPLICATION_JSON))));
    }

    private void check(BulkResponse response) {
        for (BulkResponseItem item : response.items()) {
            if (item.error() == null) {
                continue;
            }
            if (item.status() == BAD_REQUEST) {
                // It would be refused again and again, and hold up all others.
                log.error(
                        "Event {} is left out of the search, for it was refused: {}",
                        item.id(),
                        item.error().reason());
                continue;
            }
            made.clear();
            throw new NotIndexed("%s: %s".formatted(item.id(), item.error().reason()), null);
        }
    }

    private void make(YearMonth month) throws IOException {
        if (made.contains(month)) {
            return;
        }
        try (InputStream definition = EventIndex.class.getResourceAsStream("/search/tracking.json")) {
            elasticsearch
                    .indices()
                    .create(create -> create.withJson(definition)
                            .index(written(month) + "-index")
                            .aliases(written(month), alias -> alias.isWriteIndex(true))
                            .aliases(searched, alias -> alias));
        } catch (ElasticsearchException refusal) {
            if (!"resource_already_exists_exception".equals(refusal.error().type())) {
                throw refusal;
            }
        }
        made.add(month);
    }

    private String written(YearMonth month) {
        return searched + "-" + month;
    }

    private static YearMonth month(TrackedEvent event) {
        return YearMonth.from(event.receivedAt().atOffset(ZoneOffset.UTC));
    }
}
