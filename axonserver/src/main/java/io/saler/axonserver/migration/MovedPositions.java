package io.saler.axonserver.migration;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Positions in the embedded store, put as positions in an Axon Server that has the same events: there they are counted
 * from 0, and no number is left out.
 */
final class MovedPositions {

    private final Handle handle;
    private final EmbeddedEvents events;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    MovedPositions(Handle handle, EmbeddedEvents events) {
        this.handle = handle;
        this.events = events;
    }

    /** How far these processors are, segment by segment. */
    List<ProcessorPosition> of(Collection<String> processors) {
        return handle.createQuery("""
                        SELECT processorName, segment, token, tokenType FROM axon.token
                        WHERE processorName = ANY (string_to_array(:processors, chr(10)))
                        ORDER BY processorName, segment
                        """)
                .bind("processors", lines(processors))
                .map((row, context) -> new ProcessorPosition(
                        row.getString("processorName"),
                        row.getInt("segment"),
                        handled(row.getString("processorName"), row.getBytes("token"), row.getString("tokenType"))))
                .list();
    }

    /**
     * The rows of a table that belong to these processors, with their positions in Axon Server.
     *
     * @param table has columns {@code token} and {@code tokenType}
     * @param owner the column that names the processor
     */
    MovedTable in(Catalogue.Table table, String owner, Collection<String> processors) {
        List<String> moved = handle.createQuery(
                        "SELECT ctid::text AS at, %s AS owner, token, tokenType FROM %s".formatted(owner, table.name())
                                + " WHERE " + owner + " = ANY (string_to_array(:processors, chr(10)))")
                .bind("processors", lines(processors))
                .map((row, context) -> translated(
                        row.getString("at"),
                        handled(row.getString("owner"), row.getBytes("token"), row.getString("tokenType"))))
                .list();
        String columns = String.join(", ", table.columns());
        String rows = "SELECT "
                + table.columns().stream()
                        .map(column ->
                                (column.equals("token") || column.equals("tokentype") ? "moved." : "kept.") + column)
                        .collect(Collectors.joining(", "))
                + " FROM " + table.name() + " kept";
        // Rows stay where they are as long as nobody can write to the table.
        return new MovedTable(
                table.name(),
                columns,
                moved.isEmpty()
                        ? "SELECT " + columns + " FROM " + table.name() + " WHERE false"
                        : rows + " JOIN (VALUES " + String.join(", ", moved)
                                + ") moved (at, token, tokentype) ON kept.ctid = moved.at");
    }

    private String translated(String at, long handled) {
        if (handled == 0) {
            // A processor without a token begins with the first event.
            return "('%s'::tid, NULL::bytea, NULL::varchar)".formatted(at);
        }
        SerializedObject<byte[]> token =
                serializer.serialize(new GlobalSequenceTrackingToken(handled - 1), byte[].class);
        return "('%s'::tid, '\\x%s'::bytea, '%s'::varchar)"
                .formatted(
                        at,
                        HexFormat.of().formatHex(token.getData()),
                        token.getType().getName());
    }

    private long handled(String processor, byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return 0;
        }
        if (!type.equals(GapAwareTrackingToken.class.getName())) {
            throw new MigrationRefused("Processor %s is at '%s', which has no counterpart in Axon Server: it is in the"
                            .formatted(processor, new String(token, StandardCharsets.UTF_8))
                    + " midst of a replay. Start Saler on its old database, let the processor catch up, and stop it");
        }
        TrackingToken position = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return Optional.ofNullable(position)
                .map(GapAwareTrackingToken.class::cast)
                .map(events::handledAt)
                .orElse(0L);
    }

    private static String lines(Collection<String> processors) {
        return String.join("\n", processors);
    }
}
