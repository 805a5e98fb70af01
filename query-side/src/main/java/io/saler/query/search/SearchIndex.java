package io.saler.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.saler.catalog.ProductId;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductTable;
import io.saler.query.json.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The index of products. It is written under one alias and searched under another: a new version of the index takes
 * part in writing from its first moment, and is searched once it is filled. Documents carry their product's revision as
 * external version, so whatever comes late or twice changes nothing.
 */
@Component
class SearchIndex {

    /** To be changed together with {@code search/products.json}. */
    private static final String VERSION = "-v1";

    private static final ProductId BEFORE_ALL = new ProductId(new UUID(0, 0));
    private static final Duration WRITING = Duration.ofSeconds(4);
    private static final int FILLED_AT_ONCE = 500;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private static final Logger log = LoggerFactory.getLogger(SearchIndex.class);

    private final ElasticsearchClient elasticsearch;
    private final ProductTable states;
    private final StoredJson json;
    private final String searched;
    private final String written;
    private final String index;

    SearchIndex(
            ElasticsearchClient elasticsearch,
            @Qualifier("searchDocuments") ProductTable states,
            StoredJson json,
            SearchSettings settings) {
        this.elasticsearch = ResponseTime.within(WRITING, elasticsearch);
        this.states = states;
        this.json = json;
        this.searched = settings.index();
        this.written = searched + VERSION;
        this.index = written + "-index";
    }

    /** The documents were not all taken; to be repeated. */
    static final class NotIndexed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean missing;

        private NotIndexed(String message, boolean missing) {
            super(message);
            this.missing = missing;
        }

        private NotIndexed(IOException away) {
            super(away);
            this.missing = false;
        }

        /** Whether there is no index to write to. */
        boolean isIndexMissing() {
            return missing;
        }
    }

    /** Creates, fills and publishes the index as far as that is not done yet. */
    void prepare() throws IOException {
        if (!elasticsearch.indices().existsAlias(alias -> alias.name(written)).value()) {
            create();
        }
        if (!elasticsearch
                .indices()
                .existsAlias(alias -> alias.name(searched).index(index))
                .value()) {
            // Whatever is committed from here on was also sent to the new index; the rest is in the table.
            fill();
            publish();
        }
    }

    /** Indexes these products; throws {@link NotIndexed} when that may succeed later. */
    void send(Collection<ProductState> products) {
        if (products.isEmpty()) {
            return;
        }
        try {
            BulkResponse response = elasticsearch.bulk(bulk(products));
            if (response.errors()) {
                response.items().forEach(SearchIndex::check);
            }
        } catch (IOException away) {
            throw new NotIndexed(away);
        } catch (ElasticsearchException refusal) {
            throw new NotIndexed(String.valueOf(refusal.getMessage()), refusal.status() == NOT_FOUND);
        }
    }

    private BulkRequest bulk(Collection<ProductState> products) {
        List<BulkOperation> operations = new ArrayList<>();
        for (ProductState product : products) {
            BinaryData document = document(product);
            operations.add(BulkOperation.of(operation -> operation.<BinaryData>index(
                    write -> write.id(product.productId().toString())
                            .version(product.revision())
                            .versionType(VersionType.ExternalGte)
                            .requireAlias(true)
                            .document(document))));
        }
        return BulkRequest.of(bulk -> bulk.index(written).operations(operations));
    }

    private BinaryData document(ProductState product) {
        String document = json.write(SearchDocument.of(product, states.page(product)));
        return BinaryData.of(document.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }

    private static void check(BulkResponseItem item) {
        if (item.error() == null || item.status() == CONFLICT) {
            return;
        }
        String reason = "%s: %s".formatted(item.id(), item.error().reason());
        if (item.status() == NOT_FOUND || item.status() == TOO_MANY || item.status() >= SERVER_ERROR) {
            throw new NotIndexed(reason, item.status() == NOT_FOUND);
        }
        // It would be refused again and again, and hold up all others.
        log.error("Product {} is left out of the search index, for it was refused", reason);
    }

    private void create() throws IOException {
        try (InputStream definition = SearchIndex.class.getResourceAsStream("/search/products.json")) {
            elasticsearch
                    .indices()
                    .create(create -> create.withJson(definition)
                            .index(index)
                            .aliases(written, alias -> alias.isWriteIndex(true)));
        } catch (ElasticsearchException refusal) {
            if (!"resource_already_exists_exception".equals(refusal.error().type())) {
                throw refusal;
            }
        }
    }

    private void fill() throws IOException {
        ProductId last = BEFORE_ALL;
        List<ProductState> some = states.following(last, FILLED_AT_ONCE);
        while (!some.isEmpty()) {
            send(some);
            last = some.getLast().productId();
            some = states.following(last, FILLED_AT_ONCE);
        }
        elasticsearch.indices().refresh(refresh -> refresh.index(index));
    }

    private void publish() throws IOException {
        elasticsearch
                .indices()
                .updateAliases(update -> update.actions(
                        Action.of(action -> action.remove(
                                former -> former.index("*").alias(searched).mustExist(false))),
                        Action.of(action -> action.add(now -> now.index(index).alias(searched)))));
    }
}
