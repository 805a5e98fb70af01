package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static io.saler.query.tracking.TrackedStories.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.analytics.TrackedType;
import io.saler.query.TestDatabase;
import io.saler.query.catalog.cache.RealRedis;
import io.saler.query.tracking.TrackingPositions.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;

/** The counters in Redis are those of the stored events, whatever happens to Redis, and to whoever counts. */
class RealtimeFollowerTest {

    private static RealRedis redis;

    private final TestDatabase database = TestDatabase.empty();
    private final Jdbi jdbi = database.jdbi();
    private final TrackingPositions positions = new TrackingPositions(jdbi);
    private final TrackedEventTable events = new TrackedEventTable(jdbi, new TrackedEventJson());
    private final TrackingWriter writer = new TrackingWriter(
            jdbi, database.springTransactions(), positions, new DayPartitions(jdbi), events, List.of());
    private final RealtimeCounters counters = new RealtimeCounters(redis.template(), SETTINGS, new Pseudonyms(jdbi));
    private final RealtimeFollower follower = follower();
    private final UUID store = UUID.randomUUID();
    private final Instant now = Instant.now();
    private final Instant minute = now.truncatedTo(ChronoUnit.MINUTES);

    private RealtimeFollower follower() {
        return new RealtimeFollower(jdbi, database.springTransactions(), positions, events, counters, SETTINGS);
    }

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
        Awaitility.await().ignoreExceptions().until(() -> !redis.template().hasKey("anything"));
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void begin() {
        flush();
        positions.move(0, null, new Position("topic", 0));
        positions.move(1, null, new Position("topic", 0));
    }

    @Test
    void eventsCountInTheirMinuteByTypeAndVisitorsOnceHoweverOftenTheyCome() {
        Instant before = minute.minus(3, ChronoUnit.MINUTES);
        write(0, pageView(store, "a", minute), pageView(store, "a", minute), pageView(store, "b", minute));
        write(1, pageView(store, "a", before), search(store, "mug", 1, before));
        write(1, pageView(UUID.randomUUID(), "a", minute));

        follow();

        RealtimeView view = counters.read(store, 5, minute);
        assertThat(view.counts()).containsEntry(TrackedType.PAGE_VIEW, 4L).containsEntry(TrackedType.SEARCH, 1L);
        assertThat(view.counts()).containsEntry(TrackedType.CUSTOM, 0L);
        assertThat(view.visitors()).isEqualTo(3);
        assertThat(view.minutes()).hasSize(5);
        assertThat(view.minutes().getLast().at()).isEqualTo(minute);
        assertThat(view.minutes().getLast().counts()).containsEntry(TrackedType.PAGE_VIEW, 3L);
        assertThat(view.minutes().getLast().visitors()).isEqualTo(2);
        assertThat(view.minutes().get(1).counts()).containsEntry(TrackedType.SEARCH, 1L);
        assertThat(counters.read(store, 1, minute).counts()).containsEntry(TrackedType.SEARCH, 0L);
    }

    @Test
    void whatIsOlderThanCountersAreKeptDoesNotCount() {
        write(0, pageView(store, "old", now.minus(2, ChronoUnit.HOURS)), pageView(store, "new", minute));

        follow();

        assertThat(pageViews(60)).isEqualTo(1);
        assertThat(redis.template().keys("*:visitors")).hasSize(1);
    }

    @Test
    void whatWasStoredBeforeItsFollowerDiedIsCountedByTheNext() {
        write(0, pageView(store, "a", minute));
        follow();
        write(0, pageView(store, "b", minute));
        // Dies here, between PostgreSQL and Redis.
        write(0, pageView(store, "c", minute));

        assertThat(follower().turn()).isFalse();
        assertThat(pageViews(1)).isEqualTo(3);
    }

    @Test
    void whatWasCountedIsNotCountedAgainByWhoeverBelievesThatItWasNot() {
        write(0, pageView(store, "a", minute));
        RealtimeCounters.Counted stale = begun();
        follow();
        write(0, pageView(store, "b", minute));

        TrackedEventTable.Batches batches = events.following(0, 0, 100).orElseThrow();
        assertThat(counters.add(stale, 0, batches.last(), events.received(batches)))
                .isFalse();
        assertThat(pageViews(1)).isEqualTo(1);
        follow();
        assertThat(pageViews(1)).isEqualTo(2);
    }

    @Test
    void whenRedisHasLostEverythingAllOfTheHourIsCountedAnewAndCountsOfBeforeAreNotSeen() {
        for (int number = 0; number < 30; number++) {
            write(number % 2, pageView(store, "s" + number, minute.minus(number, ChronoUnit.MINUTES)));
        }
        follow();
        long before = pageViews(60);
        redis.template().delete(redis.template().keys("*:position"));
        assertThat(pageViews(60)).isZero();

        follow();
        assertThat(pageViews(60)).isEqualTo(before).isEqualTo(30);

        flush();
        write(0, pageView(store, "later", minute));
        follow();
        assertThat(pageViews(60)).isEqualTo(31);
    }

    @Test
    void whileRedisIsAwayNothingIsLost() {
        write(0, pageView(store, "a", minute));
        follow();
        redis.stop();
        write(0, pageView(store, "b", minute));
        assertThat(follower.turn()).isFalse();
        redis.start();

        Awaitility.await().ignoreExceptions().untilAsserted(() -> {
            follow();
            assertThat(pageViews(1)).isEqualTo(2);
        });
    }

    @Test
    void whenRedisComesBackAsItWasBeforeTheRestIsCounted() {
        write(0, pageView(store, "a", minute));
        follow();
        List<byte[]> saved = new ArrayList<>();
        List<String> keys = List.copyOf(redis.template().keys("*"));
        keys.forEach(key -> saved.add(redis.template().dump(key)));
        write(0, pageView(store, "b", minute));
        follow();
        flush();
        for (int key = 0; key < keys.size(); key++) {
            redis.template().restore(keys.get(key), saved.get(key), 10, TimeUnit.MINUTES);
        }
        assertThat(pageViews(1)).isEqualTo(1);

        follow();
        assertThat(pageViews(1)).isEqualTo(2);
    }

    @Test
    void whenTheDatabaseIsAnOlderOneItIsCountedAnew() {
        write(0, pageView(store, "a", minute));
        write(0, pageView(store, "b", minute));
        follow();
        jdbi.useHandle(handle -> {
            handle.execute("delete from query.tracked_event where batch = 2");
            handle.execute("delete from query.tracking_batch where batch = 2");
            handle.execute("update query.tracking_partition set batch = 1, next_offset = 1 where partition_number = 0");
        });

        follow();
        assertThat(pageViews(1)).isEqualTo(1);
    }

    @Test
    void manyFollowersAtOnceCountEachEventOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> following = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                RealtimeFollower each = follower();
                following.add(threads.submit(() -> {
                    for (int turn = 0; turn < 30; turn++) {
                        each.turn();
                    }
                }));
            }
            for (int number = 0; number < 60; number++) {
                write(number % 2, pageView(store, "s" + number, minute));
            }
            for (Future<?> each : following) {
                each.get();
            }
        }
        follow();
        assertThat(pageViews(1)).isEqualTo(60);
    }

    private RealtimeCounters.Counted begun() {
        follower.turn();
        RealtimeCounters.Counted counted = counters.counted();
        assertThat(counted).isNotNull();
        counters.end();
        counters.begin(Map.of(0, 0L, 1, 0L));
        return Objects.requireNonNull(counters.counted());
    }

    /** On a busy machine Redis may be given up once or twice. */
    private void follow() {
        Awaitility.await().ignoreExceptions().until(() -> {
            follower.turn();
            RealtimeCounters.Counted counted = counters.counted();
            return counted != null
                    && positions.all().stream().allMatch(each -> counted.last(each.partition()) == each.last());
        });
    }

    private long pageViews(int minutes) {
        return counters.read(store, minutes, minute).counts().get(TrackedType.PAGE_VIEW);
    }

    private void write(int partition, TrackedEvent... some) {
        long from = positions.find(partition).orElseThrow().next();
        writer.write(new RecordChunk(partition, "topic", from, from + 1, List.of(some), List.of()));
    }

    private static void flush() {
        redis.template().execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
    }
}
