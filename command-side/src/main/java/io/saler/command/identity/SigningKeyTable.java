package io.saler.command.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The keys of all processes, private halves included. */
@Component
class SigningKeyTable {

    private static final String NONE = "";

    private final Jdbi jdbi;

    SigningKeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<SigningKey> all() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select jwk, created_at, signs_from from command.signing_key order by signs_from")
                .map((row, context) -> SigningKey.stored(
                        row.getString("jwk"),
                        instant(row.getObject("created_at", OffsetDateTime.class)),
                        instant(row.getObject("signs_from", OffsetDateTime.class))))
                .list());
    }

    /** Adds the first key, unless there is one. */
    void add(SigningKey first) {
        add(first, NONE);
    }

    /** Adds the successor of a key, unless it has one. */
    void add(SigningKey successor, SigningKey predecessor) {
        add(successor, predecessor.kid());
    }

    private void add(SigningKey key, String predecessor) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.signing_key (kid, jwk, in_use, created_at, signs_from, succeeds)
                        values (:kid, :jwk, :first, :created, :signs, :predecessor) on conflict do nothing""")
                .bind("kid", key.kid())
                .bind("jwk", key.secretJson())
                .bind("first", predecessor.equals(NONE))
                .bind("created", key.createdAt().atOffset(ZoneOffset.UTC))
                .bind("signs", key.signsFrom().atOffset(ZoneOffset.UTC))
                .bind("predecessor", predecessor)
                .execute());
    }

    void delete(SigningKey key) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from command.signing_key where kid = :kid")
                .bind("kid", key.kid())
                .execute());
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
