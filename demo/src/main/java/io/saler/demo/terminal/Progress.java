package io.saler.demo.terminal;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far something is. Steps may be counted by many threads. A rich terminal shows a bar that is drawn anew ten times
 * a second; a plain one gets a line at the end and, if it takes long, one every ten seconds. Closing it leaves a line
 * that says how it went: well only if {@link #done} was called.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(10);
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final Terminal terminal;
    private final String what;
    private final long total;
    private final long startedAt = System.nanoTime();
    private final Thread painter;
    private long steps;
    private String note = "";
    private @Nullable String outcome;
    private boolean closed;

    Progress(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.painter = Thread.ofVirtual().name("progress").start(this::paint);
    }

    public synchronized void step() {
        steps++;
    }

    /** For what is counted elsewhere: so many steps are done by now. */
    public synchronized void reach(long counted) {
        steps = counted;
    }

    /** Says beside the bar what is going on just now. */
    public synchronized void note(String text) {
        note = text;
    }

    /** It went well, with these words as its outcome. */
    public synchronized void done(String words) {
        outcome = words;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        painter.interrupt();
        String mark = outcome == null ? terminal.cross() : terminal.tick();
        String words = outcome == null ? counted() : outcome;
        String line = "  %s %-24s %-42s %s".formatted(mark, what, words, terminal.dim(seconds()));
        if (terminal.isRich()) {
            terminal.redraw("");
        }
        terminal.line(line.stripTrailing());
    }

    private void paint() {
        Duration every = terminal.isRich() ? FRAME : PLAIN_LINE_EVERY;
        try {
            while (true) {
                Thread.sleep(every);
                show();
            }
        } catch (InterruptedException closedMeanwhile) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        if (terminal.isRich()) {
            int frame = (int) ((System.nanoTime() - startedAt) / FRAME.toNanos() % SPINNER.length());
            String mark = terminal.accent(SPINNER.substring(frame, frame + 1));
            String bar = total > 0 ? bar() + " " : "";
            terminal.redraw("  %s %-24s %s%s %s"
                    .formatted(mark, what, bar, (counted() + "  " + note).strip(), terminal.dim(seconds())));
        } else {
            terminal.line("    %s … %s %s (%s)"
                    .formatted(what, counted(), note, seconds())
                    .replaceAll(" {2,}(?=\\S)", " ")
                    .indent(2)
                    .stripTrailing());
        }
    }

    private String bar() {
        int full = Math.clamp(WIDTH * steps / total, 0, WIDTH);
        return terminal.accent("━".repeat(full)) + terminal.dim("─".repeat(WIDTH - full));
    }

    private String counted() {
        return total > 0 ? steps + "/" + total : "";
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startedAt) / 1e9);
    }
}
