package io.saler.command.identity;

import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * The keys of all people, in a table that nothing else reads. A key, once destroyed, never comes back. Takes part in
 * the transaction that is under way.
 */
@Component
class PersonKeys {

    private final Jdbi jdbi;
    private final Clock clock;

    PersonKeys(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Sees to it that somebody has a key; answers false when they were erased, which is for ever. */
    boolean make(UserId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.person_key (user_id, key) values (:person, :key) on conflict do nothing""")
                .bind("person", person.value())
                .bind("key", PersonKey.random().bytes())
                .execute());
        return of(person).isPresent();
    }

    /** The key of somebody, unless they were erased or never had one. */
    Optional<PersonKey> of(UserId person) {
        return of(List.of(person)).getOrDefault(person, Optional.empty());
    }

    /** The keys of these people, nothing for those who were erased; whoever never had one is missing. */
    Map<UserId, Optional<PersonKey>> of(Collection<UserId> people) {
        UUID[] ids = people.stream().map(UserId::value).distinct().toArray(UUID[]::new);
        var entries = new HashMap<UserId, Optional<PersonKey>>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select user_id, key from command.person_key where user_id = any(:people)")
                .bind("people", ids)
                .map((row, context) -> Map.entry(
                        new UserId(row.getObject("user_id", UUID.class)),
                        Optional.ofNullable(row.getBytes("key")).map(PersonKey::new)))
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue())));
        return entries;
    }

    /** Deletes the key of somebody who was not registered after all. */
    void forget(UserId person) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from command.person_key where user_id = :person and erased_at is null")
                .bind("person", person.value())
                .execute());
    }

    /** Destroys a key: what was sealed with it can never be read again. */
    void destroy(UserId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.person_key as known (user_id, erased_at) values (:person, :now)
                        on conflict (user_id) do update set key = null, erased_at = excluded.erased_at
                        where known.erased_at is null""")
                .bind("person", person.value())
                .bind("now", OffsetDateTime.now(clock))
                .execute());
    }

    Set<UserId> erasedSince(Instant moment) {
        return jdbi.withHandle(handle ->
                new HashSet<>(handle.createQuery("select user_id from command.person_key where erased_at >= :moment")
                        .bind("moment", moment)
                        .mapTo(UUID.class)
                        .map(UserId::new)
                        .list()));
    }
}
