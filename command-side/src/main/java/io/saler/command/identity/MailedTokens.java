package io.saler.command.identity;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * Tokens that are mailed to people, so that whoever shows one owns the address. Each works once, for its
 * {@link Purpose} only, until it is too old or the next one is issued. Only their hashes are kept. Takes part in the
 * transaction that is under way.
 */
@Component
class MailedTokens {

    /** What a token is good for, and for how long. */
    enum Purpose {
        VERIFICATION("command.verification_token", Duration.ofHours(24)),
        PASSWORD_RESET("command.password_reset_token", Duration.ofHours(1));

        private final String table;
        private final Duration validFor;

        Purpose(String table, Duration validFor) {
            this.table = table;
            this.validFor = validFor;
        }
    }

    private final Jdbi jdbi;
    private final Clock clock;

    MailedTokens(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    String issue(Purpose purpose, UserId user) {
        String token = Secrets.random();
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from <table> where expires_at < :now")
                    .define("table", purpose.table)
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                            insert into <table> (token_hash, user_id, expires_at) values (:hash, :user, :expiry)
                            on conflict (user_id) do update
                            set token_hash = excluded.token_hash, expires_at = excluded.expires_at""")
                    .define("table", purpose.table)
                    .bind("hash", Secrets.hash(token))
                    .bind("user", user.value())
                    .bind("expiry", now.plus(purpose.validFor))
                    .execute();
        });
        return token;
    }

    /** Whom a token was issued to, if it still works. */
    Optional<UserId> owner(Purpose purpose, String token) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select user_id from <table> where token_hash = :hash and expires_at > :now")
                .define("table", purpose.table)
                .bind("hash", Secrets.hash(token))
                .bind("now", OffsetDateTime.now(clock))
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new));
    }

    /** Makes whatever token somebody has useless. */
    void withdraw(Purpose purpose, UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from <table> where user_id = :user")
                .define("table", purpose.table)
                .bind("user", user.value())
                .execute());
    }

    void withdrawAll(UserId user) {
        for (Purpose purpose : Purpose.values()) {
            withdraw(purpose, user);
        }
    }

    /** Makes a token useless; answers false when somebody else was first. */
    boolean consume(Purpose purpose, String token) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from <table> where token_hash = :hash")
                        .define("table", purpose.table)
                        .bind("hash", Secrets.hash(token))
                        .execute())
                == 1;
    }
}
