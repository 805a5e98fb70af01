package io.saler.gateway.idempotency;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the last 24 hours and their answers, in PostgreSQL. Of many who claim one request, one is granted it;
 * if that one has not answered within a minute, the process is taken for dead and the next one is granted the same
 * operation. Safe for use by many threads and processes.
 */
final class KeyedRequests implements RememberedAnswers {

    static final Duration KEPT = Duration.ofHours(24);
    static final Duration LEASE = Duration.ofSeconds(60);

    private record Entry(byte[] requestHash, Claim claim) {}

    private static final RowMapper<Entry> ENTRY = (row, context) -> {
        int status = row.getInt("status");
        Claim claim = row.wasNull()
                ? new Claim.Running()
                : new Claim.Answered(new Answer(
                        status, List.of((String[]) row.getArray("headers").getArray()), row.getBytes("body")));
        return new Entry(row.getBytes("request_hash"), claim);
    };

    private final Jdbi jdbi;
    private final Clock clock;

    KeyedRequests(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    Claim claim(KeyedRequest request) {
        return jdbi.withHandle(handle -> {
            UUID granted = grant(handle, request);
            return granted == null ? look(handle, request) : new Claim.Granted(new OperationId(granted));
        });
    }

    /** One statement, so that the database decides the race: the operation if it is granted, or else null. */
    private @Nullable UUID grant(Handle handle, KeyedRequest request) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return handle.createQuery("""
                        insert into gateway.idempotent_request as known
                            (caller, key_hash, request_hash, operation, created_at, lease_until)
                        values (:caller, :key, :request, :operation, :now, :lease)
                        on conflict (caller, key_hash) do update set
                            request_hash = excluded.request_hash,
                            operation = case when known.created_at <= :expired
                                then excluded.operation else known.operation end,
                            created_at = case when known.created_at <= :expired
                                then excluded.created_at else known.created_at end,
                            lease_until = excluded.lease_until, status = null, headers = null, body = null
                        where known.lease_until <= :now and (known.created_at <= :expired
                            or known.status is null and known.request_hash = excluded.request_hash)
                        returning operation""")
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .bind("request", request.requestHash())
                .bind("operation", UUID.randomUUID())
                .bind("now", now)
                .bind("lease", now.plus(LEASE))
                .bind("expired", now.minus(KEPT))
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    /** An entry that has just been forgotten counts as running: whoever asks again will be granted it. */
    private static Claim look(Handle handle, KeyedRequest request) {
        return handle.createQuery("""
                        select request_hash, status, headers, body from gateway.idempotent_request
                        where caller = :caller and key_hash = :key""")
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .map(ENTRY)
                .findOne()
                .map(entry ->
                        Arrays.equals(entry.requestHash(), request.requestHash()) ? entry.claim() : new Claim.Reused())
                .orElseGet(Claim.Running::new);
    }

    /** Keeps the answer to give to repetitions, unless there is one already. */
    void answered(KeyedRequest request, OperationId operation, Answer answer) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update gateway.idempotent_request
                        set status = :status, headers = :headers, body = :body, lease_until = :now
                        where caller = :caller and key_hash = :key and operation = :operation and status is null""")
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .bind("operation", operation.value())
                .bind("status", answer.status())
                .bind("headers", answer.headers().toArray(String[]::new))
                .bind("body", answer.body())
                .bind("now", OffsetDateTime.now(clock))
                .execute());
    }

    /** Leaves the operation, which may have had an effect, to the next repetition. */
    void givenUp(KeyedRequest request, OperationId operation) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update gateway.idempotent_request set lease_until = :now
                        where caller = :caller and key_hash = :key and operation = :operation and status is null""")
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .bind("operation", operation.value())
                .bind("now", OffsetDateTime.now(clock))
                .execute());
    }

    void forgetExpired() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from gateway.idempotent_request where created_at <= :expired and lease_until <= :now""")
                .bind("expired", now.minus(KEPT))
                .bind("now", now)
                .execute());
    }

    @Override
    public void forget(UserId caller) {
        // Their registration was a stranger's request, and its operation has become their id.
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from gateway.idempotent_request where caller = :caller or operation = :user")
                .bind("caller", KeyedRequest.caller(caller))
                .bind("user", caller.value())
                .execute());
    }
}
