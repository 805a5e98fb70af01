package io.saler.standalone.server;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An embedded server in a process of its own, behind a guard; what all of these have in common. */
public abstract class ForkedServer implements EmbeddedServer {

    /** Generous: a busy machine with two cores starts five servers at once, or six processes of the sides. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_GRACE = Duration.ofSeconds(8);

    private final String name;
    private final int usualPort;
    private volatile @Nullable GuardedProcess process;

    protected ForkedServer(String name, int usualPort) {
        this.name = name;
        this.usualPort = usualPort;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int usualPort() {
        return usualPort;
    }

    @Override
    public final void stop() {
        GuardedProcess running = process;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public final boolean isAlive() {
        GuardedProcess running = process;
        return running != null && running.isAlive();
    }

    @Override
    public final OptionalLong pid() {
        GuardedProcess running = process;
        return running == null ? OptionalLong.empty() : running.pid();
    }

    /** Runs the command and returns when the server answers; it is gone again when it does not. */
    protected final void run(ServerFolders folders, List<String> command, String stopSignal, BooleanSupplier answers)
            throws InterruptedException {
        GuardedProcess started =
                GuardedProcess.start(folders, new GuardedProcess.Order(name, command, stopSignal, STOP_GRACE));
        process = started;
        started.awaitAnswer(START_LIMIT, answers);
    }
}
