package io.saler.axonserver;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/** Where events are kept, as the property {@code saler.event-store} says: in PostgreSQL unless told otherwise. */
public enum EventStoreKind {
    POSTGRESQL("postgresql"),
    AXON_SERVER("axon-server");

    private final String text;

    EventStoreKind(String text) {
        this.text = text;
    }

    /** Throws {@link IllegalStateException} when the property names neither. */
    public static EventStoreKind in(Environment environment) {
        String named = environment.getProperty(AxonDefaults.EVENT_STORE, POSTGRESQL.text);
        return Arrays.stream(values())
                .filter(kind -> kind.text.equals(named))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is %s, but has to be %s"
                        .formatted(
                                AxonDefaults.EVENT_STORE,
                                named,
                                Arrays.stream(values()).map(kind -> kind.text).collect(Collectors.joining(" or ")))));
    }
}
