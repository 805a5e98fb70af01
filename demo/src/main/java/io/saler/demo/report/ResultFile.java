package io.saler.demo.report;

import io.saler.demo.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's result for programs. Times are milliseconds, null when no order was confirmed.
 *
 * @param passed whether every check held
 */
public record ResultFile(
        String url,
        long seed,
        boolean passed,
        int placed,
        int confirmed,
        Map<String, Integer> rejected,
        int unended,
        @Nullable Double medianMillis,
        @Nullable Double p99Millis,
        double ordersPerSecond,
        List<Verdict> checks) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static ResultFile of(String url, long seed, Figures figures, List<Verdict> verdicts) {
        return new ResultFile(
                url,
                seed,
                verdicts.stream().allMatch(Verdict::holds),
                figures.placed(),
                figures.confirmed(),
                figures.rejected(),
                figures.unended(),
                millis(figures.toConfirmation().map(Figures.Spread::median)),
                millis(figures.toConfirmation().map(Figures.Spread::p99)),
                figures.ordersPerSecond(),
                verdicts);
    }

    public void writeTo(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    private static @Nullable Double millis(Optional<Duration> duration) {
        return duration.map(time -> time.toNanos() / 1e6).orElse(null);
    }
}
