package io.saler.axonserver.processor;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads how far all processors of a side are, whichever of its nodes has them. */
final class SegmentTable {

    private static final String ALL = """
            SELECT processorName, segment, token, tokenType, timestamp, owner FROM axon.token
            WHERE processorName <> '__config' ORDER BY processorName, segment""";

    private static final String ONE = """
            SELECT processorName, segment, token, tokenType, timestamp, owner FROM axon.token
            WHERE processorName = :processor""";

    private static final String HELD = ONE + " ORDER BY segment FOR UPDATE";

    /** Whoever handles a long batch is not waited for, but asked again. */
    private static final String WAIT_BRIEFLY = "SET LOCAL lock_timeout = '500ms'";

    /** After so long without a sign of life, another node may claim a token. It is the token store's own default. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final Jdbi database;
    private final Serializer serializer;

    SegmentTable(Jdbi database, Serializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    private record Row(
            String processor,
            int segment,
            @Nullable TrackingToken token,
            @Nullable String owner) {}

    /** Returns the segments of all processors, in the order of their names. */
    Map<String, List<ProcessorSegment>> all() {
        Instant expired = Instant.now().minus(CLAIM);
        List<Row> rows = database.withHandle(handle ->
                handle.createQuery(ALL).map((row, context) -> row(row, expired)).list());
        var all = new TreeMap<String, List<ProcessorSegment>>();
        rows.stream()
                .collect(groupingBy(Row::processor))
                .forEach((processor, segments) -> all.put(processor, segments(segments)));
        return all;
    }

    /** What is stored of one processor, as the transaction under way sees it. */
    HandledEvents handled(String processor) {
        return HandledEvents.of(rows(processor).stream().map(Row::token).toList());
    }

    /** Up to where a segment has handled events, as the transaction under way sees it; null if it has not begun. */
    @Nullable
    TrackingToken token(String processor, int segment) {
        return rows(processor).stream()
                .filter(row -> row.segment() == segment)
                .findFirst()
                .map(Row::token)
                .orElse(null);
    }

    /** The position of the segment that is furthest; none gets further until the transaction under way ends. */
    long hold(String processor) {
        database.useHandle(handle -> handle.execute(WAIT_BRIEFLY));
        return rows(HELD, processor).stream()
                .mapToLong(row -> position(row.token()))
                .max()
                .orElse(-1);
    }

    private List<Row> rows(String processor) {
        return rows(ONE, processor);
    }

    private List<Row> rows(String query, String processor) {
        Instant now = Instant.now();
        return database.withHandle(handle -> handle.createQuery(query)
                .bind("processor", processor)
                .map((row, context) -> row(row, now))
                .list());
    }

    private Row row(ResultSet row, Instant expired) throws SQLException {
        byte[] token = row.getBytes("token");
        String owner = row.getString("owner");
        return new Row(
                row.getString("processorName"),
                row.getInt("segment"),
                token == null ? null : token(token, row.getString("tokenType")),
                owner == null || Instant.parse(row.getString("timestamp")).isBefore(expired) ? null : owner);
    }

    private TrackingToken token(byte[] token, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    private static List<ProcessorSegment> segments(List<Row> rows) {
        int[] ids = rows.stream().mapToInt(Row::segment).toArray();
        var segments = new ArrayList<ProcessorSegment>();
        for (Row row : rows) {
            OptionalLong replayTo = ReplayToken.getTokenAtReset(row.token());
            segments.add(new ProcessorSegment(
                    row.processor(),
                    row.segment(),
                    Segment.computeSegment(row.segment(), ids).getMask(),
                    position(row.token()),
                    replayTo.isPresent() ? replayTo.getAsLong() : null,
                    row.owner()));
        }
        return segments;
    }

    static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
