package io.saler.query.generation;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps generations from their next step on this node. What will not pass by itself is logged, once each. */
final class Hindrances {

    private static final Logger LOG = LoggerFactory.getLogger(Hindrances.class);

    private final Map<Generation, String> told = new ConcurrentHashMap<>();

    void met(KeptGeneration kept, RuntimeException hindrance) {
        String what = hindrance.toString();
        if (isLasting(hindrance) && !what.equals(told.put(kept.generation(), what))) {
            LOG.warn("{} stays {}", kept.generation(), kept.state(), hindrance);
        } else {
            LOG.debug("{} stays {} for the moment", kept.generation(), kept.state(), hindrance);
        }
    }

    void over(KeptGeneration kept) {
        told.remove(kept.generation());
    }

    /**
     * False if the database is away, or somebody has what is needed, such as a backup that reads the tables; true if
     * the statement or the data is wrong, which it will be again.
     */
    static boolean isLasting(Throwable hindrance) {
        return Stream.iterate(hindrance, each -> each != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(each -> ((SQLException) each).getSQLState())
                .allMatch(state -> state != null && (state.startsWith("22") || state.startsWith("42")));
    }
}
