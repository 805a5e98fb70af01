package io.saler.query.projection;

import io.saler.axonserver.person.DamagedText;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells what will be refused however often it is tried from what may succeed the next time. */
public final class Refusal {

    private static final String BAD_DATA = "22";
    private static final String VIOLATED_CONSTRAINT = "23";

    private Refusal() {}

    /**
     * Whether PostgreSQL refused the data, or it is damaged; not so for lost connections, deadlocks, a full disk or a
     * missing table.
     */
    public static boolean isLasting(Throwable failure) {
        return causes(failure).anyMatch(DamagedText.class::isInstance)
                || states(failure).stream()
                        .anyMatch(state -> state.startsWith(BAD_DATA) || state.startsWith(VIOLATED_CONSTRAINT));
    }

    /** What PostgreSQL has said, as its error codes. */
    public static List<String> states(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .map(SQLException::getSQLState)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
