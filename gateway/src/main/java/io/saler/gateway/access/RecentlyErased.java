package io.saler.gateway.access;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who was erased while access tokens of theirs may still be valid. It looks every two seconds at most, however
 * many ask, and goes on with what it knows when it cannot look; so whoever was erased by another process may be let in
 * for two seconds more. To be declared as a bean by whoever keeps a list. Safe for use by many threads.
 */
public final class RecentlyErased {

    /** Longer than any access token lives, with what clocks may differ by and a slow list. */
    private static final Duration TOKENS_LIVE = Duration.ofHours(1);

    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Logger log = LoggerFactory.getLogger(RecentlyErased.class);

    private final Function<Instant, Set<UserId>> erasedSince;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

    /** @param upToDate false when it could not be looked and this is what was known before */
    private record Seen(Set<UserId> people, long at, boolean upToDate) {}

    /** @param erasedSince everybody who was erased at this moment or later */
    public RecentlyErased(Function<Instant, Set<UserId>> erasedSince, Clock clock) {
        this.erasedSince = erasedSince;
        this.clock = clock;
    }

    public boolean contains(UserId person) {
        Seen last = seen;
        if (last == null) {
            looking.lock();
            last = lookedUnlessAnotherHas();
        } else if (System.nanoTime() - last.at() >= LOOK_EVERY_NANOS && looking.tryLock()) {
            last = lookedUnlessAnotherHas();
        }
        return last.people().contains(person);
    }

    /** To be called when somebody was erased here, so that it shows at once. */
    public void lookAgain() {
        looking.lock();
        try {
            look(seen);
        } finally {
            looking.unlock();
        }
    }

    private Seen lookedUnlessAnotherHas() {
        try {
            Seen last = seen;
            return last != null && System.nanoTime() - last.at() < LOOK_EVERY_NANOS ? last : look(last);
        } finally {
            looking.unlock();
        }
    }

    private Seen look(@Nullable Seen last) {
        Seen now;
        try {
            now = new Seen(erasedSince.apply(clock.instant().minus(TOKENS_LIVE)), System.nanoTime(), true);
        } catch (RuntimeException away) {
            if (last == null || last.upToDate()) {
                log.warn("Who was erased lately cannot be read for the moment: {}", away.toString());
            }
            now = new Seen(last == null ? Set.of() : last.people(), System.nanoTime(), false);
        }
        seen = now;
        return now;
    }
}
