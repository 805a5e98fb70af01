package io.saler.command.identity;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The hashes of passwords, in a table of their own that nothing but signing in reads. */
@Component
class Credentials {

    private final Jdbi jdbi;
    private final Clock clock;

    Credentials(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Keeps the hash of a new password, whatever was there before. */
    void keep(UserId user, String passwordHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.credential as known (user_id, password_hash, changed_at)
                        values (:user, :hash, :now)
                        on conflict (user_id) do update
                        set password_hash = excluded.password_hash, changed_at = excluded.changed_at,
                            generation = known.generation + 1""")
                .bind("user", user.value())
                .bind("hash", passwordHash)
                .bind("now", OffsetDateTime.now(clock))
                .execute());
    }

    /** Keeps the hash of a new password if the known one is still current; answers whether it was. */
    boolean replace(UserId user, Credential known, String passwordHash) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update command.credential
                                set password_hash = :hash, changed_at = :now, generation = generation + 1
                                where user_id = :user and generation = :generation""")
                        .bind("user", user.value())
                        .bind("hash", passwordHash)
                        .bind("now", OffsetDateTime.now(clock))
                        .bind("generation", known.generation())
                        .execute())
                == 1;
    }

    /** Keeps another hash of the same password, unless there is a new password meanwhile. */
    void rehash(UserId user, Credential known, String passwordHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update command.credential set password_hash = :hash
                        where user_id = :user and password_hash = :known""")
                .bind("user", user.value())
                .bind("hash", passwordHash)
                .bind("known", known.passwordHash())
                .execute());
    }

    Optional<Credential> of(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select password_hash, generation from command.credential where user_id = :user")
                .bind("user", user.value())
                .map((row, context) -> new Credential(row.getString("password_hash"), row.getLong("generation")))
                .findOne());
    }

    void forget(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from command.credential where user_id = :user")
                .bind("user", user.value())
                .execute());
    }
}
