package io.saler.standalone.growth;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.IdentifierFactory;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Appends events to the event store by PostgreSQL's binary COPY. Unless they say when they happened, they do when they
 * are written. Closed before its {@link #end()}, it leaves none.
 */
final class EventRows implements AutoCloseable {

    private static final String COPY = """
            COPY axon.domain_event (globalIndex, aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData,
                payload, payloadRevision, payloadType, timeStamp)
            FROM STDIN (FORMAT binary)""";

    private static final short COLUMNS = 10;
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** What PostgreSQL says of an aggregate's number that another event has. */
    private static final String THERE_ALREADY = "23505";

    private static final int NULL = -1;
    private static final int BUFFER = 1 << 20;

    private final PGCopyOutputStream copy;
    private final DataOutputStream out;
    private long last;

    private EventRows(PGCopyOutputStream copy, long last) {
        this.copy = copy;
        this.out = new DataOutputStream(new BufferedOutputStream(copy, BUFFER));
        this.last = last;
    }

    /** @param last the number of the last event that is there */
    static EventRows after(long last, Handle database) {
        try {
            var copies = database.getConnection().unwrap(PGConnection.class).getCopyAPI();
            var rows = new EventRows(new PGCopyOutputStream(copies.copyIn(COPY), BUFFER), last);
            rows.out.write(SIGNATURE);
            rows.out.writeInt(0);
            rows.out.writeInt(0);
            return rows;
        } catch (SQLException | IOException failure) {
            throw failed(failure);
        }
    }

    void append(StoredEvent event) {
        append(event, Instant.now());
    }

    void append(StoredEvent event, Instant at) {
        try {
            out.writeShort(COLUMNS);
            number(++last);
            text(event.aggregate());
            number(event.sequence());
            text(event.type());
            text(IdentifierFactory.getInstance().generateIdentifier());
            text(event.metaData());
            text(event.payload());
            text(event.payloadRevision());
            text(event.payloadType());
            text(DateTimeUtils.formatInstant(at));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Returns the number of the last event. */
    long end() {
        try (out) {
            out.writeShort(-1);
        } catch (IOException failure) {
            throw failed(failure);
        }
        return last;
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void text(@Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static RuntimeException failed(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException because && THERE_ALREADY.equals(because.getSQLState())) {
                return new GrowthRefused("it has some of these events already");
            }
        }
        return new IllegalStateException("the event store took no events: " + failure.getMessage(), failure);
    }
}
