package io.saler.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time that everything on this machine has used, Saler, its servers and the load itself. Linux only. */
final class MachineClock {

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int TICKS_PER_SECOND = 100;

    private MachineClock() {}

    static Duration used() {
        try (var lines = Files.lines(STATISTICS)) {
            // cpu user nice system idle iowait irq softirq steal …
            String[] all = lines.findFirst().orElseThrow().trim().split(" +");
            long ticks = 0;
            for (int field : new int[] {1, 2, 3, 6, 7}) {
                ticks += Long.parseLong(all[field]);
            }
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
