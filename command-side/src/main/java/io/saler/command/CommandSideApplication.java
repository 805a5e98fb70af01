package io.saler.command;

import io.saler.axonserver.Side;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The room that decides as a process of its own. Not a component itself, or it would be found where only
 * {@link CommandSide} is wanted.
 */
@EnableAutoConfiguration
@Import(CommandSide.class)
public final class CommandSideApplication {

    private CommandSideApplication() {}

    /** Starts it and returns when it is ready. */
    public static void main(String[] arguments) {
        Side.start(CommandSideApplication.class, "command-side", arguments);
    }
}
