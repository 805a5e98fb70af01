package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** Measures signing in, refreshing, and a request with a token, one after the other, and prints a line for each. */
final class AuthBenchmark {

    private static final int PEOPLE = 32;
    private static final int SESSIONS = 8;

    /** Arrivals per second of each. */
    record Rates(int logins, int refreshes, int requests) {}

    private final SalerClient saler;
    private final Rates rates;
    private final Duration warmUp;
    private final Duration measured;

    AuthBenchmark(SalerClient saler, Rates rates, Duration warmUp, Duration measured) {
        this.saler = saler;
        this.rates = rates;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Answers whether every request was answered as it should be. */
    boolean run() {
        say("Signing up %d people with %d sessions each …", PEOPLE, SESSIONS);
        Members members = Members.of(saler, PEOPLE, SESSIONS);
        say("");
        say("| request | arriving/s | answered/s | p50 ms | p99 ms | machine CPU ms/request | Argon2 | failed |");
        say("|---|---|---|---|---|---|---|---|");
        boolean whole = measure("POST /auth/login", rates.logins(), members::logIn);
        whole &= measure("POST /auth/refresh", rates.refreshes(), members::refresh);
        whole &= measure("GET /users/me", rates.requests(), members::askWhoTheyAre);
        return whole;
    }

    private boolean measure(String name, int perSecond, BooleanSupplier request) {
        var load = new ArrivalLoad(perSecond, request);
        load.run(warmUp);
        var hashing = new HashingTimer(saler);
        OptionalDouble before = hashing.seconds();
        Duration processor = MachineClock.used();
        ArrivalLoad.Result result = load.run(measured);
        double used = MachineClock.used().minus(processor).toNanos() / 1e6;
        OptionalDouble after = hashing.seconds();
        say(
                "| %s | %d | %.1f | %.1f | %.1f | %.1f | %s | %d |",
                name,
                result.arriving(),
                result.perSecond(),
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                used / Math.max(1, result.times().getTotalCount()),
                before.isEmpty() || after.isEmpty()
                        ? "–"
                        : "%.0f %%"
                                .formatted(100 * (after.getAsDouble() - before.getAsDouble()) / result.totalSeconds()),
                result.failed());
        return result.failed() == 0;
    }
}
