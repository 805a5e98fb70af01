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

    void keep(UserId user, String passwordHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.credential (user_id, password_hash, changed_at) values (:user, :hash, :now)
                        on conflict (user_id) do update
                        set password_hash = excluded.password_hash, changed_at = excluded.changed_at""")
                .bind("user", user.value())
                .bind("hash", passwordHash)
                .bind("now", OffsetDateTime.now(clock))
                .execute());
    }

    Optional<String> of(UserId user) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select password_hash from command.credential where user_id = :user")
                        .bind("user", user.value())
                        .mapTo(String.class)
                        .findOne());
    }

    void forget(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from command.credential where user_id = :user")
                .bind("user", user.value())
                .execute());
    }
}
