package io.saler.query.identity;

import io.saler.identity.Person;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The table of people. */
@Component
public class PersonTable {

    private static final String REGISTER = """
            insert into query.person (user_id, email, name, role, verified)
            values (:userId, :email, :name, :role, false)
            on conflict (user_id) do nothing""";

    private static final String VERIFY = "update query.person set verified = true where user_id = :userId";

    private static final String ERASE = """
            update query.person set email = :email, name = :name, verified = false, erased_at = :at
            where user_id = :userId""";

    private static final String FIND = "select email, name, role, verified from query.person where user_id = :userId";

    private final Jdbi database;

    PersonTable(Jdbi database) {
        this.database = database;
    }

    record Row(String email, String name, Role role, boolean verified) {}

    void register(UserId user, Role role, Person person) {
        database.useHandle(handle -> handle.createUpdate(REGISTER)
                .bind("userId", user.value())
                .bind("email", person.email())
                .bind("name", person.name())
                .bind("role", role.name())
                .execute());
    }

    void verify(UserId person) {
        database.useHandle(handle ->
                handle.createUpdate(VERIFY).bind("userId", person.value()).execute());
    }

    Optional<Row> find(UserId person) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("userId", person.value())
                .map((row, context) -> new Row(
                        row.getString("email"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("verified")))
                .findOne());
    }

    void erase(UserId person, Instant at) {
        database.useHandle(handle -> handle.createUpdate(ERASE)
                .bind("userId", person.value())
                .bind("email", Person.ERASED.email())
                .bind("name", Person.ERASED.name())
                .bind("at", at)
                .execute());
    }

    Set<UserId> erasedSince(Instant moment) {
        return database.withHandle(handle ->
                new HashSet<>(handle.createQuery("select user_id from query.person where erased_at >= :moment")
                        .bind("moment", moment)
                        .mapTo(UUID.class)
                        .map(UserId::new)
                        .list()));
    }

    /** Which of these were erased, whenever that was. */
    public Set<UserId> erasedOf(Collection<UserId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return database.withHandle(handle -> new HashSet<>(handle.createQuery("""
                        select user_id from query.person where user_id = any(:people) and erased_at is not null""")
                .bind("people", people.stream().map(UserId::value).toArray(UUID[]::new))
                .mapTo(UUID.class)
                .map(UserId::new)
                .list()));
    }
}
