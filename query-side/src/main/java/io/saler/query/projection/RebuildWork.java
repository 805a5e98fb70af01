package io.saler.query.projection;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.saler.axonserver.processor.ProcessorSegment;
import io.saler.axonserver.processor.ProcessorTask;
import io.saler.axonserver.processor.Standings;
import io.saler.axonserver.processor.TokenWork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * Sends a projection back to the first event. Its tables are emptied in the same transaction, if they are at all: so
 * there is no moment at which they are empty and their projection would not fill them.
 */
@Component
class RebuildWork implements TokenWork {

    private final Map<String, ReadModel> models;
    private final RebuildTable rebuilds;
    private final Standings standings;
    private final TokenStore tokens;
    private final Jdbi database;

    RebuildWork(List<ReadModel> models, RebuildTable rebuilds, Standings standings, TokenStore tokens, Jdbi database) {
        this.models = models.stream().collect(toUnmodifiableMap(ReadModel::processor, Function.identity()));
        this.rebuilds = rebuilds;
        this.standings = standings;
        this.tokens = tokens;
        this.database = database;
    }

    @Override
    public ProcessorTask task() {
        return ProcessorTask.REBUILD;
    }

    @Override
    public void on(StreamingEventProcessor processor) {
        String name = processor.getName();
        Rebuild rebuild = rebuilds.find(name).orElseThrow();
        processor.resetTokens();
        if (rebuild.emptyFirst()) {
            database.useHandle(handle -> {
                Objects.requireNonNull(models.get(name)).empty(handle);
                // What is parked is handled again with everything else.
                handle.createUpdate("delete from axon.dead_letter where processingGroup = :name")
                        .bind("name", name)
                        .execute();
            });
        }
        List<ProcessorSegment> segments = standings.of(name);
        rebuilds.begin(
                name,
                segments.stream()
                        .map(ProcessorSegment::replayTo)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0));
        segments.forEach(segment -> tokens.releaseClaim(name, segment.id()));
    }
}
