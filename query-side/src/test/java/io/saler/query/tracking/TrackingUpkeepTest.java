package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.saler.query.TestDatabase;
import io.saler.query.tracking.TrackingPositions.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Elasticsearch is away, which is no reason to keep anything longer in the database. */
class TrackingUpkeepTest {

    /** Far ahead, where the upkeep's own look at the time being does nothing. */
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(200));

    private static final Instant FIRST_KEPT = LATER.minus(SETTINGS.keep()).truncatedTo(ChronoUnit.DAYS);

    private final TestDatabase empty = TestDatabase.empty();
    private final Jdbi database = empty.jdbi();
    private final TrackingPositions positions = new TrackingPositions(database);
    private final DayPartitions days = new DayPartitions(database);
    private final TrackingWriter writer = new TrackingWriter(
            database,
            empty.springTransactions(),
            positions,
            days,
            new TrackedEventTable(database, new TrackedEventJson()),
            List.of(new FunnelAggregator(database), new SearchTermAggregator(database)));
    private final ElasticsearchClient away = ElasticsearchClient.of(server -> server.host("http://127.0.0.1:1"));
    private final TrackingUpkeep upkeep = new TrackingUpkeep(database, days, new EventIndex(away, SETTINGS), SETTINGS);
    private final UUID store = UUID.randomUUID();

    @AfterEach
    void close() throws IOException {
        upkeep.destroy();
        away.close();
    }

    @Test
    void whatIsOlderThanItIsKeptIsForgottenAndWhatWasCountedStays() {
        positions.move(0, null, new Position("topic", 0));
        write(List.of(pageView(store, "old", FIRST_KEPT.minusMillis(1))), List.of());
        write(List.of(pageView(store, "kept", FIRST_KEPT)), List.of());
        write(List.of(), List.of(new ParkedRecord(2, new byte[] {1}, "Unreadable")));

        assertThatThrownBy(() -> upkeep.look(LATER)).isInstanceOf(IOException.class);

        assertThat(texts("select session from query.tracked_event")).containsExactly("kept");
        assertThat(texts("select session from query.tracked_session")).containsExactly("kept");
        assertThat(texts("select count(*) from query.tracked_key")).containsExactly("1");
        assertThat(texts("select batch from query.tracking_batch where events > 0"))
                .containsExactly("2");
        assertThat(texts("select cause from query.parked_record")).isEmpty();
        assertThat(texts("select sum(sessions) from query.funnel_quarter where step = 'VISIT'"))
                .containsExactly("2");
    }

    @Test
    void thereIsRoomForTheDaysToCome() {
        assertThatThrownBy(() -> upkeep.look(LATER)).isInstanceOf(IOException.class);

        for (int ahead = 0; ahead <= 3; ahead++) {
            String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                    TrackedEventTable.day(LATER).plusDays(ahead));
            assertThat(texts("select to_regclass('query.tracked_event_%s') is not null".formatted(day)))
                    .containsExactly("t");
        }
    }

    private void write(List<TrackedEvent> events, List<ParkedRecord> parked) {
        long from = positions.find(0).orElseThrow().next();
        writer.write(new RecordChunk(0, "topic", from, from + 1, events, parked));
    }

    private List<String> texts(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
