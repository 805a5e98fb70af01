package io.saler.saga.notification;

import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The sagas' own address book, so that no mail depends on another part of Saler being up. */
@Component
class Contacts {

    private final Jdbi jdbi;

    Contacts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void keep(UserRegistered person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO saga.contact (user_id, email, name) VALUES (:id, :email, :name)
                        ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, name = excluded.name""")
                .bind("id", person.userId().value())
                .bind("email", person.email().value())
                .bind("name", person.name())
                .execute());
    }

    Optional<Contact> find(UserId person) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT email, name FROM saga.contact WHERE user_id = :id")
                .bind("id", person.value())
                .map((row, context) -> new Contact(row.getString("email"), row.getString("name")))
                .findOne());
    }
}
