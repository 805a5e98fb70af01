package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.springframework.stereotype.Component;

/** The accounts of all people, in PostgreSQL. Takes part in the transaction that is under way. */
@Component
class Accounts {

    private static final RowMapper<Account> ACCOUNT = (row, context) -> new Account(
            new UserId(row.getObject("user_id", UUID.class)),
            Role.valueOf(row.getString("role")),
            row.getBoolean("verified"),
            row.getBoolean("has_store"));

    private final Jdbi jdbi;

    Accounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Account> of(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select user_id, role, verified, has_store from command.account where user_id = :user")
                .bind("user", user.value())
                .map(ACCOUNT)
                .findOne());
    }

    Optional<Account> of(EmailAddress email) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select user_id, role, verified, has_store from command.account where email_claim = :claim")
                .bind("claim", EmailClaimId.of(email).value())
                .map(ACCOUNT)
                .findOne());
    }

    Optional<Person> person(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select email, name from command.account where user_id = :user")
                .bind("user", user.value())
                .map((row, context) -> new Person(new EmailAddress(row.getString("email")), row.getString("name")))
                .findOne());
    }

    /** A second account for one address is left out: the event store refuses its claim, and so all of it. */
    void add(UserRegistered user) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.account (user_id, email_claim, email, name, role)
                        values (:user, :claim, :email, :name, :role) on conflict do nothing""")
                .bind("user", user.userId().value())
                .bind("claim", EmailClaimId.of(user.email()).value())
                .bind("email", user.email().value())
                .bind("name", user.name())
                .bind("role", user.role().name())
                .execute());
    }

    void verified(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("update command.account set verified = true where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    void hasStore(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update command.account set has_store = true where user_id = :user and not has_store")
                .bind("user", user.value())
                .execute());
    }
}
