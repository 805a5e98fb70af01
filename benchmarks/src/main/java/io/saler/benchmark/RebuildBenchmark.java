package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How fast a read model is rebuilt beside the one that is read, beside the two things that it cannot do without:
 * reading the same events from the store, and copying the same rows into tables like its own. One after the other, so
 * that each has the machine to itself.
 */
final class RebuildBenchmark {

    /** As often as somebody looks who waits for it; more often would be a load of its own. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Set<String> FILLING = Set.of("RUNNING", "PAUSED", "FAILED");

    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "PAUSED", "FAILED", "COMPARING");

    private final SalerClient administrator;
    private final RowSource database;

    RebuildBenchmark(SalerClient administrator, SalerDatabase database) {
        this.administrator = administrator;
        this.database = new RowSource(database.jdbcUrl());
    }

    /** False if the new generation is not the same as the one that is read. */
    boolean run(String readModel) throws InterruptedException {
        String path = "/admin/projections/" + readModel;
        String schema = activeSchema(path);
        say("Reading all events …");
        RowSource.Measured reading = database.readEvents();
        say("Copying all rows of %s …", schema);
        RowSource.Measured copying = database.copyTables(schema);
        say("Rebuilding %s …", readModel);
        long began = System.nanoTime();
        succeed(Call.post(path + "/rebuild", Map.of("reason", "a benchmark")));
        await(path, FILLING);
        double filled = (System.nanoTime() - began) / 1e9;
        JsonNode state = await(path, UNDER_WAY);
        double whole = (System.nanoTime() - began) / 1e9;
        double slower = Math.max(reading.seconds(), copying.seconds());
        say("");
        say("| | seconds | events/s | rows |");
        say("|---|---|---|---|");
        row("reading the events", reading.seconds(), reading.rows(), "");
        row("copying the rows", copying.seconds(), reading.rows(), "%,d".formatted(copying.rows()));
        row("rebuilding", filled, reading.rows(), "%,d".formatted(copying.rows()));
        say("");
        say(
                "Rebuilding is %.2f times as fast as the slower of the other two; compared and switched to after %.1f s.",
                slower / filled, whole);
        boolean same = state.path("status").asString().equals("COMPLETED")
                && state.path("differences").asLong(-1) == 0;
        say("It is %s, with %s differences.", state.path("status").asString(), state.path("differences"));
        return same;
    }

    private static void row(String what, double seconds, long events, String rows) {
        say("| %s | %.2f | %,.0f | %s |", what, seconds, events / seconds, rows);
    }

    private String activeSchema(String path) {
        for (JsonNode generation : succeed(Call.get(path + "/generations")).path("generations")) {
            if (generation.path("state").asString().equals("ACTIVE")) {
                return generation.path("processor").asString().replace('@', '_');
            }
        }
        throw new IllegalStateException("Nothing is read of it");
    }

    /** Looks until its status is none of these. */
    private JsonNode await(String path, Set<String> statuses) throws InterruptedException {
        while (true) {
            JsonNode state = succeed(Call.get(path + "/rebuild"));
            if (!statuses.contains(state.path("status").asString())) {
                return state;
            }
            Thread.sleep(PAUSE);
        }
    }

    private JsonNode succeed(Call call) {
        var answer = administrator.send(call);
        if (!answer.succeeded()) {
            throw new IllegalStateException("%s %s answered %s".formatted(call.method(), call.path(), answer.body()));
        }
        return answer.body();
    }
}
