package io.saler.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.saler.axonserver.json.MaskedJson;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DeadLetterSequence;
import io.saler.projection.DeadLetterSequence.Cause;
import io.saler.projection.DeadLetterSequence.Letter;
import io.saler.projection.FindDeadLetters;
import io.saler.projection.FoundDeadLetters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads the events that this side's processors have parked; there are few, or else a processor stops. */
@Component
class DeadLetterTable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTable.class);

    /** When it is parked, this is noted of both times, one after the other. */
    private static final Duration PARKING = Duration.ofMillis(100);

    /** Shown of each sequence. */
    private static final int FIRST_LETTERS = 20;

    /** Of one that was tried again Axon notes its own wrapper as the type; the message begins with what is within. */
    private static final String SEQUENCES = """
            select processingGroup as processor, sequenceIdentifier as sequence, count(*) as size,
                (array_agg(regexp_replace(
                    case when causeType like '%.ThrowableCause'
                        then coalesce(substring(causeMessage from '^[A-Za-z0-9_.$]+(?=: )'), causeType)
                        else causeType end, '^.*[.$]', '') order by sequenceIndex))[1] as cause,
                (array_agg(causeMessage order by sequenceIndex))[1] as message
            from axon.dead_letter group by processingGroup, sequenceIdentifier""";

    private static final String GROUPS = """
            select processor, cause, count(*) as sequences, sum(size) as letters from (%s) as sequences
            group by processor, cause order by processor, letters desc, cause""".formatted(SEQUENCES);

    private static final String PAGE = """
            select * from (%s) as sequences
            where (cast(:processor as text) is null or processor = :processor)
              and (cast(:cause as text) is null or cause = :cause)
              and (processor, sequence) > (:afterProcessor, :afterSequence)
            order by processor, sequence limit :limit""".formatted(SEQUENCES);

    private static final String LETTERS = """
            select * from (
                select letter.*,
                    row_number() over (partition by processingGroup, sequenceIdentifier order by sequenceIndex) as place
                from axon.dead_letter letter
                join unnest(cast(:processors as text[]), cast(:sequences as text[])) as asked (processor, sequence)
                  on asked.processor = processingGroup and asked.sequence = sequenceIdentifier) as placed
            where place <= :most order by processingGroup, sequenceIdentifier, sequenceIndex""";

    private static final String PARKED = """
            select processingGroup, sequenceIdentifier, eventIdentifier, payloadType from axon.dead_letter
            where deadLetterIdentifier = :id""";

    private static final String LOCK = """
            select deadLetterIdentifier from axon.dead_letter
            where processingGroup = :processor and sequenceIdentifier = :sequence
            order by sequenceIndex for update skip locked""";

    private static final String SIZE = """
            select count(*) from axon.dead_letter
            where processingGroup = :processor and sequenceIdentifier = :sequence""";

    /** Those that wait for longest are looked at first, and of no more than a few Axon sees whose they are. */
    private static final String PUT_FIRST = """
            update axon.dead_letter set lastTouched = '1970-01-01T00:00:00.000Z', processingStarted = null
            where deadLetterIdentifier = (
                select deadLetterIdentifier from axon.dead_letter
                where processingGroup = :processor and sequenceIdentifier = :sequence
                order by sequenceIndex limit 1)""";

    private static final String ANY = "select exists (select from axon.dead_letter where processingGroup = :processor)";

    private static final String DELETE = "delete from axon.dead_letter where deadLetterIdentifier = :id";

    private final Jdbi database;
    private final Serializer events;

    DeadLetterTable(Jdbi database, @Qualifier("eventSerializer") Serializer events) {
        this.database = database;
        this.events = events;
    }

    /** A sequence of a processor. */
    record Sequence(String processor, String sequence) {}

    /** A parked event, and the sequence that it is in. */
    record Parked(Sequence sequence, String eventId, String eventType) {}

    List<FoundDeadLetters.Group> groups() {
        return database.withHandle(handle -> handle.createQuery(GROUPS)
                .map((row, context) -> new FoundDeadLetters.Group(
                        row.getString("processor"),
                        row.getString("cause"),
                        row.getLong("sequences"),
                        row.getLong("letters")))
                .list());
    }

    List<DeadLetterSequence> find(FindDeadLetters query) {
        FindDeadLetters.Place after = query.after();
        List<DeadLetterSequence> page = database.withHandle(handle -> handle.createQuery(PAGE)
                .bind("processor", query.processor())
                .bind("cause", query.cause())
                .bind("afterProcessor", after == null ? "" : after.processor())
                .bind("afterSequence", after == null ? "" : after.sequence())
                .bind("limit", query.limit())
                .map((row, context) -> sequence(row))
                .list());
        Map<Sequence, List<Letter>> letters = letters(page);
        return page.stream()
                .map(found -> new DeadLetterSequence(
                        found.processor(),
                        found.sequence(),
                        found.cause(),
                        found.size(),
                        letters.getOrDefault(new Sequence(found.processor(), found.sequence()), List.of())))
                .toList();
    }

    Optional<Parked> find(DeadLetterId id) {
        return database.withHandle(handle -> handle.createQuery(PARKED)
                .bind("id", id.toString())
                .map((row, context) -> new Parked(
                        new Sequence(row.getString("processingGroup"), row.getString("sequenceIdentifier")),
                        row.getString("eventIdentifier"),
                        withoutPackage(row.getString("payloadType"))))
                .findOne());
    }

    /** What is left of a sequence, and what its first event fails with. */
    Optional<DeadLetterSequence> find(Sequence sequence) {
        String one = "select * from (%s) as sequences where processor = :processor and sequence = :sequence"
                .formatted(SEQUENCES);
        return database.withHandle(handle -> handle.createQuery(one)
                .bind("processor", sequence.processor())
                .bind("sequence", sequence.sequence())
                .map((row, context) -> sequence(row))
                .findOne());
    }

    /** Keeps others from trying a sequence until the transaction ends; false if somebody is at it. */
    boolean lock(Sequence sequence) {
        return database.withHandle(handle -> {
            int locked = handle.createQuery(LOCK)
                    .bind("processor", sequence.processor())
                    .bind("sequence", sequence.sequence())
                    .mapTo(String.class)
                    .list()
                    .size();
            long size = handle.createQuery(SIZE)
                    .bind("processor", sequence.processor())
                    .bind("sequence", sequence.sequence())
                    .mapTo(long.class)
                    .one();
            return locked == size;
        });
    }

    boolean hasAny(String processor) {
        return database.withHandle(handle -> handle.createQuery(ANY)
                .bind("processor", processor)
                .mapTo(boolean.class)
                .one());
    }

    void putFirst(Sequence sequence) {
        database.useHandle(handle -> handle.createUpdate(PUT_FIRST)
                .bind("processor", sequence.processor())
                .bind("sequence", sequence.sequence())
                .execute());
    }

    void delete(DeadLetterId id) {
        database.useHandle(
                handle -> handle.createUpdate(DELETE).bind("id", id.toString()).execute());
    }

    private Map<Sequence, List<Letter>> letters(List<DeadLetterSequence> sequences) {
        if (sequences.isEmpty()) {
            return Map.of();
        }
        record Placed(Sequence sequence, Letter letter) {}
        return database
                .withHandle(handle -> handle.createQuery(LETTERS)
                        .bind(
                                "processors",
                                sequences.stream()
                                        .map(DeadLetterSequence::processor)
                                        .toArray(String[]::new))
                        .bind(
                                "sequences",
                                sequences.stream()
                                        .map(DeadLetterSequence::sequence)
                                        .toArray(String[]::new))
                        .bind("most", FIRST_LETTERS)
                        .map((row, context) -> new Placed(
                                new Sequence(row.getString("processingGroup"), row.getString("sequenceIdentifier")),
                                letter(row)))
                        .list())
                .stream()
                .collect(groupingBy(Placed::sequence, mapping(Placed::letter, toList())));
    }

    private static DeadLetterSequence sequence(ResultSet row) throws SQLException {
        String cause = row.getString("cause");
        return new DeadLetterSequence(
                row.getString("processor"),
                row.getString("sequence"),
                cause == null ? null : new Cause(cause, row.getString("message")),
                row.getLong("size"),
                List.of());
    }

    private Letter letter(ResultSet row) throws SQLException {
        Instant parked = Instant.parse(row.getString("enqueuedAt"));
        String touched = row.getString("lastTouched");
        Instant tried = touched == null ? null : Instant.parse(touched);
        return new Letter(
                new DeadLetterId(UUID.fromString(row.getString("deadLetterIdentifier"))),
                row.getString("eventIdentifier"),
                withoutPackage(row.getString("payloadType")),
                row.getString("aggregateIdentifier"),
                row.getObject("sequenceNumber", Long.class),
                Instant.parse(row.getString("timestamp")),
                parked,
                tried == null || tried.isBefore(parked.plus(PARKING)) ? null : tried,
                payload(row));
    }

    private @Nullable Map<String, Object> payload(ResultSet row) throws SQLException {
        var stored = new SimpleSerializedObject<>(
                row.getBytes("payload"), byte[].class, row.getString("payloadType"), row.getString("payloadRevision"));
        try {
            return MaskedJson.of(events.deserialize(stored));
        } catch (SerializationException unreadable) {
            // Perhaps that is just why it was parked.
            LOG.debug("A parked {} cannot be read", stored.getType().getName(), unreadable);
            return null;
        }
    }

    private static String withoutPackage(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
