package io.saler.saga.notification;

import io.saler.identity.EmailAddress;
import io.saler.identity.Person;
import io.saler.identity.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sagas' own address book, so that no mail depends on another part of Saler being up, and nobody who looks for
 * somebody by their address. Whoever was erased stays in it as a blank, which is not written over any more.
 */
@Component
public class Contacts {

    private final Jdbi jdbi;

    public Contacts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void keep(UserId user, Person person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO saga.contact AS known (user_id, email, name) VALUES (:id, :email, :name)
                        ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, name = excluded.name
                        WHERE known.email IS NOT NULL""")
                .bind("id", user.value())
                .bind("email", person.email())
                .bind("name", person.name())
                .execute());
    }

    void erase(UserId user) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        INSERT INTO saga.contact (user_id) VALUES (:id)
                        ON CONFLICT (user_id) DO UPDATE SET email = NULL, name = NULL""").bind("id", user.value()).execute());
    }

    /** Where to write to, or nothing when somebody is not known yet; throws {@link Erased} when nobody may write. */
    Optional<Contact> find(UserId person) throws Erased {
        Optional<Entry> entry =
                jdbi.withHandle(handle -> handle.createQuery("SELECT email, name FROM saga.contact WHERE user_id = :id")
                        .bind("id", person.value())
                        .map((row, context) -> new Entry(row.getString("email"), row.getString("name")))
                        .findOne());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(entry.get().contact());
    }

    /** Whose address it is, in whichever case it is written; nothing when it is nobody's, or not known yet. */
    public Optional<UserId> owner(EmailAddress address) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT user_id FROM saga.contact WHERE lower(email) = :email LIMIT 1")
                        .bind("email", address.normalised())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(UserId::new));
    }

    public boolean isErased(UserId person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM saga.contact WHERE user_id = :id AND email IS NULL)")
                .bind("id", person.value())
                .mapTo(Boolean.class)
                .one());
    }

    private record Entry(@Nullable String email, @Nullable String name) {

        Contact contact() throws Erased {
            if (email == null || name == null) {
                throw new Erased();
            }
            return new Contact(email, name);
        }
    }
}
