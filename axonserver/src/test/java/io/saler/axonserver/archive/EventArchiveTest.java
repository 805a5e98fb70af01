package io.saler.axonserver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.archive.EventArchive.Found;
import io.saler.eventstore.FindEvents;
import io.saler.identity.EmailVerified;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found in the event store, wherever it is: two people take turns at having an event, one each minute. */
abstract class EventArchiveTest {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STRIDE = 5;
    private static final int EVENTS = 40;

    final UserId ada = UserId.random();
    final UserId bob = UserId.random();
    private final List<String> stored = new ArrayList<>();

    abstract EventLines lines(int stride);

    abstract void append(DomainEventMessage<?> event);

    @BeforeEach
    void store() {
        IntStream.range(0, EVENTS)
                .mapToObj(minute -> event(minute % 2 == 0 ? ada : bob, minute / 2, minute, minute == 4))
                .forEach(event -> {
                    append(event);
                    stored.addFirst(event.getIdentifier());
                });
    }

    static DomainEventMessage<?> event(UserId user, int sequence, int minute, boolean erased) {
        return new GenericDomainEventMessage<>(
                "User",
                user.toString(),
                sequence,
                erased ? new UserErased(user, null) : new EmailVerified(user),
                Map.of("actor", "SYSTEM:test"),
                "event-" + user + "-" + sequence,
                BEGIN.plus(Duration.ofMinutes(minute)));
    }

    /** One that goes on as long as it takes. */
    private EventArchive patient() {
        return new EventArchive(lines(STRIDE), Duration.ofHours(1));
    }

    /** One that ends after its first stride. */
    private EventArchive impatient() {
        return new EventArchive(lines(STRIDE), Duration.ZERO);
    }

    private static FindEvents find(
            @Nullable UserId aggregate, @Nullable String type, int from, int to, @Nullable Long after, int limit) {
        return new FindEvents(
                aggregate == null ? null : aggregate.toString(),
                type,
                from < 0 ? null : BEGIN.plus(Duration.ofMinutes(from)),
                to < 0 ? null : BEGIN.plus(Duration.ofMinutes(to)),
                after,
                limit);
    }

    static List<String> identifiers(Found found) {
        return found.events().stream()
                .map(event -> event.message().getIdentifier())
                .toList();
    }

    /** All pages, one after the other. */
    private static List<String> all(
            EventArchive archive, @Nullable UserId aggregate, @Nullable String type, int from, int to, int limit) {
        var all = new ArrayList<String>();
        Long after = null;
        do {
            Found page = archive.find(find(aggregate, type, from, to, after, limit));
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(identifiers(page));
            after = page.next();
        } while (after != null);
        return all;
    }

    @Test
    void eachEventIsOnOnePageTheNewestFirst() {
        assertThat(all(patient(), null, null, -1, -1, 7)).isEqualTo(stored);
        assertThat(all(patient(), null, null, -1, -1, EVENTS)).isEqualTo(stored);
        assertThat(all(impatient(), null, null, -1, -1, 7)).isEqualTo(stored);
        Found whole = patient().find(find(null, null, -1, -1, null, EVENTS));
        assertThat(whole.next()).isNull();
        assertThat(whole.searchedBackTo()).isNull();
    }

    @Test
    void anAggregatesEventsAreFoundByTheirSequence() {
        Found page = patient().find(find(ada, null, -1, -1, null, 3));

        assertThat(page.events()).extracting(StoredEvent::number).containsExactly(19L, 18L, 17L);
        assertThat(page.next()).isEqualTo(17);
        assertThat(all(patient(), bob, null, -1, -1, 3))
                .isEqualTo(IntStream.iterate(19, sequence -> sequence >= 0, sequence -> sequence - 1)
                        .mapToObj(sequence -> "event-" + bob + "-" + sequence)
                        .toList());
        assertThat(patient().find(find(UserId.random(), null, -1, -1, null, 3)).events())
                .isEmpty();
    }

    @Test
    void aRareTypeIsSearchedForUntilItIsFound() {
        assertThat(all(patient(), null, "UserErased", -1, -1, 3)).containsExactly("event-" + ada + "-2");
        assertThat(all(patient(), ada, "UserErased", -1, -1, 3)).containsExactly("event-" + ada + "-2");
        assertThat(all(patient(), bob, "UserErased", -1, -1, 3)).isEmpty();
        assertThat(all(patient(), null, "EmailVerified", -1, -1, 4)).hasSize(EVENTS - 1);
    }

    @Test
    void aSearchThatTakesTooLongSaysHowFarItHasCome() {
        Found nothingYet = impatient().find(find(null, "UserErased", -1, -1, null, 3));

        assertThat(nothingYet.events()).isEmpty();
        assertThat(nothingYet.next()).isNotNull();
        assertThat(nothingYet.searchedBackTo()).isEqualTo(BEGIN.plus(Duration.ofMinutes(EVENTS - STRIDE)));
        assertThat(all(impatient(), null, "UserErased", -1, -1, 3)).containsExactly("event-" + ada + "-2");
        assertThat(all(impatient(), ada, "UserErased", -1, -1, 3)).containsExactly("event-" + ada + "-2");
    }

    @Test
    void timesAreFromOneToBeforeAnother() {
        assertThat(all(patient(), null, null, 10, 14, 50)).isEqualTo(stored.subList(EVENTS - 14, EVENTS - 10));
        assertThat(all(impatient(), null, null, 10, 14, 2)).isEqualTo(stored.subList(EVENTS - 14, EVENTS - 10));
        assertThat(all(patient(), ada, null, 10, 14, 50)).containsExactly("event-" + ada + "-6", "event-" + ada + "-5");
        assertThat(all(patient(), null, "UserErased", 4, 5, 50)).hasSize(1);
        assertThat(all(patient(), null, "UserErased", 5, 40, 50)).isEmpty();
        assertThat(all(patient(), null, null, EVENTS, -1, 50)).isEmpty();
        assertThat(all(patient(), null, null, -1, 0, 50)).isEmpty();
        assertThat(all(patient(), null, null, 12, 12, 50)).isEmpty();
        assertThat(all(patient(), null, null, 0, EVENTS, 50)).isEqualTo(stored);
    }

    @Test
    void whatWasStoredALittleLaterThanItHappenedIsFoundByItsTime() {
        append(new GenericDomainEventMessage<>(
                "User",
                ada.toString(),
                20,
                new EmailVerified(ada),
                Map.of(),
                "late",
                BEGIN.plus(Duration.ofMinutes(EVENTS - 1)).minusSeconds(20)));

        assertThat(all(patient(), null, null, EVENTS - 2, EVENTS - 1, 50)).containsExactly("late", stored.get(1));
    }

    @Test
    void ofWhatNeverHappensNothingIsFound() {
        assertThat(patient().find(find(null, "Nonsense", -1, -1, null, 3))).isEqualTo(Found.NOTHING);
    }

    @Test
    void aPlaceBehindAllEventsIsTheBeginning() {
        assertThat(identifiers(patient().find(find(null, null, -1, -1, Long.MAX_VALUE, 3))))
                .isEqualTo(stored.subList(0, 3));
        assertThat(identifiers(patient().find(find(null, null, -1, -1, 0L, 3)))).isEmpty();
    }
}
