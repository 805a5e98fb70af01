package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.Person;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.List;
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
                        "select user_id, role, verified, has_store from command.account where lower(email) = :email")
                .bind("email", email.normalised())
                .map(ACCOUNT)
                .findOne());
    }

    Optional<Person> person(UserId user) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select email, name from command.account where user_id = :user")
                        .bind("user", user.value())
                        .map((row, context) -> new Person(row.getString("email"), row.getString("name")))
                        .findOne());
    }

    /** A second account for one address is left out: the event store refuses its claim, and so all of it. */
    void add(UserId user, Role role, String email, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.account (user_id, email, name, role)
                        values (:user, :email, :name, :role) on conflict do nothing""")
                .bind("user", user.value())
                .bind("email", email)
                .bind("name", name)
                .bind("role", role.name())
                .execute());
    }

    /**
     * Whether there would be no administrator without this one. Until the transaction ends, none can go or be asked.
     */
    boolean isLastAdministrator(UserId user) {
        boolean administrator =
                of(user).filter(account -> account.role() == Role.ADMIN).isPresent();
        return administrator && lockedAdministrators().equals(List.of(user));
    }

    private List<UserId> lockedAdministrators() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select user_id from command.account where role = 'ADMIN' order by user_id for update")
                .mapTo(UUID.class)
                .map(UserId::new)
                .list());
    }

    void remove(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from command.account where user_id = :user")
                .bind("user", user.value())
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
