package io.saler.saga;

import io.saler.axonserver.Side;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The sagas as a process of its own. Not a component itself, or it would be found where only {@link Sagas} is wanted.
 */
@EnableAutoConfiguration
@Import(Sagas.class)
public final class SagasApplication {

    private SagasApplication() {}

    /** Starts it and returns when it is ready. */
    public static void main(String[] arguments) {
        Side.start(SagasApplication.class, "sagas", arguments);
    }
}
