package io.saler.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentlyErasedTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final Set<UserId> list = new HashSet<>();
    private final List<Instant> looks = new ArrayList<>();
    private boolean away;
    private final RecentlyErased erased = new RecentlyErased(this::since, Clock.fixed(NOW, ZoneOffset.UTC));
    private final UserId ada = UserId.random();

    private Set<UserId> since(Instant moment) {
        looks.add(moment);
        if (away) {
            throw new IllegalStateException("away");
        }
        return Set.copyOf(list);
    }

    @Test
    void itLooksOnceForManyRequests() {
        list.add(ada);

        for (int request = 0; request < 1_000; request++) {
            assertThat(erased.contains(ada)).isTrue();
            assertThat(erased.contains(UserId.random())).isFalse();
        }

        assertThat(looks).hasSizeLessThan(100).first().isEqualTo(NOW.minusSeconds(3_600));
    }

    @Test
    void whoeverWasErasedHereIsKnownAtOnce() {
        assertThat(erased.contains(ada)).isFalse();
        list.add(ada);

        erased.lookAgain();

        assertThat(erased.contains(ada)).isTrue();
    }

    @Test
    void whileItCannotLookItKnowsWhatItKnew() {
        list.add(ada);
        assertThat(erased.contains(ada)).isTrue();
        away = true;

        erased.lookAgain();

        assertThat(erased.contains(ada)).isTrue();
    }

    @Test
    void whoeverCannotBeLookedUpAtFirstIsLetIn() {
        away = true;

        assertThat(erased.contains(ada)).isFalse();
    }
}
