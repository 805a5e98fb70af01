package io.saler.standalone;

import io.saler.standalone.server.SupervisedServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal is told while Saler starts, runs and stops. */
record Announcement(PrintStream out) {

    void starting(Path dataDirectory) {
        out.println("Saler starts, data in " + dataDirectory);
    }

    void outside(String server, String property) {
        line(server, "outside, by " + property);
    }

    void ready(SupervisedServer server, Duration took) {
        line(server.name(), "127.0.0.1:%-6d ready in %s".formatted(server.port(), seconds(took)));
    }

    void applicationStarts() {
        line("application", "starting");
    }

    void ready(String url, boolean mailbox, String administrator, Path dataDirectory, Duration sinceStart) {
        String rule = "─".repeat(72);
        out.println(rule);
        out.println("Saler is ready, " + seconds(sinceStart) + " after its start");
        line("API", url);
        line("Docs", url + "/docs");
        if (mailbox) {
            line("Mailbox", url + "/dev/mail");
        }
        line("Admin", administrator);
        line("Data", dataDirectory.toString());
        line("Process", ProcessHandle.current().pid() + ", Ctrl-C stops it");
        out.println(rule);
    }

    void stopped(Duration took) {
        out.println("Saler has stopped, in " + seconds(took));
    }

    void notTidy(Exception failure) {
        System.err.println("Saler could not tidy up its data directory: " + failure.getMessage());
    }

    void failed(String reason, Path logs) {
        out.flush();
        System.err.println("Saler could not start: " + reason);
        System.err.println("More is in " + logs);
    }

    private void line(String what, String text) {
        out.printf(Locale.ROOT, "  %-14s %s%n", what, text);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
