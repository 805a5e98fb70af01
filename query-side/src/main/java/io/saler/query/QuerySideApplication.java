package io.saler.query;

import io.saler.axonserver.Side;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The read side as a process of its own. Not a component itself, or it would be found where only {@link QuerySide} is
 * wanted.
 */
@EnableAutoConfiguration
@Import(QuerySide.class)
public final class QuerySideApplication {

    private QuerySideApplication() {}

    /** Starts it and returns when it is ready. */
    public static void main(String[] arguments) {
        Side.start(QuerySideApplication.class, "query-side", arguments);
    }
}
