package io.saler.demo.replay;

import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a rebuild until it ends or fails, or somebody has to decide about it. It goes on in Saler whether it is
 * watched or not.
 */
final class Replay {

    static final int COMPLETED = 0;
    static final int NOT_COMPLETED = 1;
    static final int UNDECIDED = 3;

    private final SalerClient anyone;
    private final Supplier<String> accessToken;
    private final Terminal terminal;
    private final Duration pause;
    private SalerClient administrator;

    /**
     * @param accessToken signs in, whenever the last token is too old
     * @param pause between two looks
     */
    Replay(SalerClient anyone, Supplier<String> accessToken, Terminal terminal, Duration pause) {
        this.anyone = anyone;
        this.accessToken = accessToken;
        this.terminal = terminal;
        this.pause = pause;
        this.administrator = anyone.signedInWith(accessToken.get());
    }

    /** Asks for a rebuild; throws {@link SalerProblem} when it is refused. */
    void begin(String name, String reason, boolean evenIfDifferent) {
        administrator.rebuild(name, Map.of("reason", reason, "evenIfDifferent", evenIfDifferent));
    }

    /** Returns how it ended, as the exit status of the command. */
    int watch(String name) throws InterruptedException {
        RebuildState state = state(name);
        try (Progress progress = terminal.begin("Rebuilding " + name, state.total())) {
            while (!state.hasEnded() && !state.isUndecided() && !state.isFailing()) {
                progress.reach(state.done());
                progress.note(note(state));
                Thread.sleep(pause);
                state = state(name);
            }
            if (state.isCompleted()) {
                progress.done(state.differences() == null ? "completed" : "switched to, " + found(state));
            }
        }
        if (state.isUndecided()) {
            explain(name);
            return UNDECIDED;
        }
        if (state.isFailing()) {
            terminal.line("    It fails, and is tried again; with what, is in the dashboard. Watch it with --watch.");
        } else if (!state.isCompleted()) {
            terminal.line("    It is " + state.status().toLowerCase(Locale.ROOT) + ".");
        }
        return state.isCompleted() ? COMPLETED : NOT_COMPLETED;
    }

    private RebuildState state(String name) {
        return signedIn(() -> administrator.rebuildProgress(name, RebuildState.class));
    }

    private <T> T signedIn(Supplier<T> question) {
        try {
            return question.get();
        } catch (SalerProblem refused) {
            if (refused.status() != 401) {
                throw refused;
            }
            administrator = anyone.signedInWith(accessToken.get());
            return question.get();
        }
    }

    private static String note(RebuildState state) {
        return switch (state.status()) {
            case "RUNNING" ->
                String.format(Locale.ROOT, "%.0f events/s%s", state.eventsPerSecond(), left(state.secondsLeft()));
            case "PAUSED" -> "paused, until somebody resumes it";
            case "COMPARING" -> "comparing";
            default -> "";
        };
    }

    private static String left(@Nullable Long seconds) {
        if (seconds == null) {
            return "";
        }
        return seconds < 120 ? ", %d s left".formatted(seconds) : ", %d min left".formatted(Math.ceilDiv(seconds, 60));
    }

    private static String found(RebuildState state) {
        return Long.valueOf(0).equals(state.differences())
                ? "no difference"
                : "%d differences".formatted(state.differences());
    }

    private void explain(String name) {
        List<TableDifference> tables = signedIn(() -> administrator.rebuildComparison(name, TableDifference.class));
        terminal.blank();
        for (TableDifference table : tables) {
            terminal.line("    %s: %d rows, %d in the new one; %d only in the old, %d only in the new%s"
                    .formatted(
                            table.table(),
                            table.rows(),
                            table.builtRows(),
                            table.onlyActive(),
                            table.onlyBuilt(),
                            table.firstPosition() == null ? "" : ", first from event " + table.firstPosition()));
        }
        terminal.blank();
        terminal.line("    The new one is different, or has dead letters, and is not read. To read it all the same:");
        terminal.line(
                "    POST /admin/projections/%s/rebuild/accept, or to give it up: …/rebuild/cancel,".formatted(name));
        terminal.line("    or either in the dashboard.");
    }
}
