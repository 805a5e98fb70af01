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
 * Tokens by which people prove their address: each works once, for 24 hours or until the next one is issued. Only their
 * hashes are kept.
 */
@Component
class VerificationTokens {

    private static final Duration VALID_FOR = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Clock clock;

    VerificationTokens(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    String issue(UserId user) {
        String token = Secrets.random();
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from command.verification_token where expires_at < :now")
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                            insert into command.verification_token (token_hash, user_id, expires_at)
                            values (:hash, :user, :expiry)
                            on conflict (user_id) do update
                            set token_hash = excluded.token_hash, expires_at = excluded.expires_at""")
                    .bind("hash", Secrets.hash(token))
                    .bind("user", user.value())
                    .bind("expiry", now.plus(VALID_FOR))
                    .execute();
        });
        return token;
    }

    /** Whom a token was issued to, if it still works. */
    Optional<UserId> owner(String token) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select user_id from command.verification_token
                        where token_hash = :hash and expires_at > :now""")
                .bind("hash", Secrets.hash(token))
                .bind("now", OffsetDateTime.now(clock))
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new));
    }

    /** Makes a token useless; answers false when somebody else was first. */
    boolean consume(String token) {
        return jdbi.withHandle(
                        handle -> handle.createUpdate("delete from command.verification_token where token_hash = :hash")
                                .bind("hash", Secrets.hash(token))
                                .execute())
                == 1;
    }
}
