package io.saler.command.identity;

import com.nimbusds.jose.jwk.JWKSet;
import io.saler.command.identity.SigningKeyRing.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that access tokens are signed with, in memory: issuing or checking a token needs no database. Once a minute
 * this process learns what keys there are, has the newest one succeeded when it is old enough, and deletes those that
 * nobody needs any more. Several processes may do so at once; they agree on every key by its row. Safe for use by many
 * threads.
 */
@Component
class SigningKeys implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_ROTATION = Duration.ofHours(1);

    private final SigningKeyTable table;
    private final Clock clock;
    private final Duration rotation;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("signing-keys").factory());
    private volatile SigningKeyRing ring;

    SigningKeys(SigningKeyTable table, Clock clock, @Value("${saler.auth.key-rotation:90d}") Duration rotation) {
        if (rotation.compareTo(SHORTEST_ROTATION) < 0) {
            throw new IllegalArgumentException("saler.auth.key-rotation is shorter than an hour: " + rotation);
        }
        this.table = table;
        this.clock = clock;
        this.rotation = rotation;
        this.ring = known();
        worker.scheduleWithFixedDelay(
                this::lookAgain, LOOKS_EVERY.toMillis(), LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the table says; the first process to find it empty makes the first key. */
    private SigningKeyRing known() {
        List<SigningKey> known = table.all();
        if (known.isEmpty()) {
            Instant now = clock.instant();
            table.add(SigningKey.fresh(now, now));
            known = table.all();
        }
        return new SigningKeyRing(known);
    }

    SigningKeyRing ring() {
        return ring;
    }

    SigningKey signing() {
        return ring.signing(clock.instant());
    }

    JWKSet published() {
        return ring.published(clock.instant());
    }

    /** The key that will sign next: one that is published already, or else a new one. */
    SigningKey rotate() {
        Instant now = clock.instant();
        SigningKeyRing before = known();
        if (!before.newest().signsFrom().isAfter(now)) {
            table.add(SigningKey.fresh(now, now.plus(SigningKeyRing.PUBLISHED_BEFORE)), before.newest());
        }
        SigningKeyRing after = known();
        ring = after;
        log.info(
                "The key {} signs access tokens from {} on",
                after.newest().kid(),
                after.newest().signsFrom());
        return after.newest();
    }

    private void lookAgain() {
        try {
            renew();
        } catch (RuntimeException failed) {
            log.warn("Signing keys stay as they are for now: {}", failed.toString());
        }
    }

    void renew() {
        Instant now = clock.instant();
        SigningKeyRing known = known();
        ring = known;
        Instant due = known.newest().signsFrom().plus(rotation).minus(SigningKeyRing.PUBLISHED_BEFORE);
        if (!due.isAfter(now)) {
            rotate();
        }
        known.keys().stream()
                .filter(key -> known.phase(key, now) == Phase.WITHDRAWN)
                .forEach(table::delete);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
