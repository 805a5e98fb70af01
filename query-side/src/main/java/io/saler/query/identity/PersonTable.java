package io.saler.query.identity;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The table of people. */
@Component
class PersonTable {

    private static final String REGISTER = """
            insert into query.person (user_id, email, name, role, verified)
            values (:userId, :email, :name, :role, false)
            on conflict (user_id) do nothing""";

    private static final String VERIFY = "update query.person set verified = true where user_id = :userId";

    private static final String FIND = "select email, name, role, verified from query.person where user_id = :userId";

    private final Jdbi database;

    PersonTable(Jdbi database) {
        this.database = database;
    }

    record Person(String email, String name, Role role, boolean verified) {}

    void register(UserRegistered person) {
        database.useHandle(handle -> handle.createUpdate(REGISTER)
                .bind("userId", person.userId().value())
                .bind("email", person.email().value())
                .bind("name", person.name())
                .bind("role", person.role().name())
                .execute());
    }

    void verify(UserId person) {
        database.useHandle(handle ->
                handle.createUpdate(VERIFY).bind("userId", person.value()).execute());
    }

    Optional<Person> find(UserId person) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("userId", person.value())
                .map((row, context) -> new Person(
                        row.getString("email"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("verified")))
                .findOne());
    }
}
