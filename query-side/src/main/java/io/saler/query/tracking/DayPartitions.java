package io.saler.query.tracking;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * The partitions of the table of tracked events, one a day of UTC. They are attached, which lets others go on reading
 * and writing, and dropped whole.
 */
@Component
class DayPartitions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PREFIX = "tracked_event_";

    /** Several nodes come to a new day at once. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtext('query.tracked_event partitions'))";

    private static final String NAMES = """
            select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where nspname = 'query' and relkind = 'r' and relname ~ '^tracked_event_[0-9]{8}$'""";

    private final Jdbi database;
    private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

    DayPartitions(Jdbi database) {
        this.database = database;
    }

    /** Makes those of these days that are missing. */
    void make(Collection<LocalDate> days) {
        for (LocalDate day : days) {
            if (!made.contains(day)) {
                database.useTransaction(handle -> make(handle, day));
                made.add(day);
            }
        }
    }

    private static void make(Handle handle, LocalDate day) {
        String name = "query." + PREFIX + DAY.format(day);
        handle.execute(ALONE);
        boolean there = handle.createQuery("select to_regclass(:name) is not null")
                .bind("name", name)
                .mapTo(boolean.class)
                .one();
        if (!there) {
            handle.execute("create table %s (like query.tracked_event including defaults)".formatted(name));
            handle.execute("""
                    alter table query.tracked_event attach partition %s
                    for values from ('%s 00:00+00') to ('%s 00:00+00')""".formatted(name, day, day.plusDays(1)));
        }
    }

    /** Drops all of days before this one. Gives up when that has to wait, for all others would wait behind it. */
    void drop(LocalDate before) {
        List<LocalDate> days =
                database
                        .withHandle(handle ->
                                handle.createQuery(NAMES).mapTo(String.class).list())
                        .stream()
                        .map(name -> LocalDate.parse(name.substring(PREFIX.length()), DAY))
                        .filter(day -> day.isBefore(before))
                        .toList();
        for (LocalDate day : days) {
            made.remove(day);
            database.useTransaction(handle -> {
                handle.execute("set local lock_timeout = '1s'");
                handle.execute("drop table if exists query." + PREFIX + DAY.format(day));
            });
        }
    }

    /** To be called when one was found to be missing. */
    void forget() {
        made.clear();
    }
}
