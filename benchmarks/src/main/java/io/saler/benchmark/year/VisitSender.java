package io.saler.benchmark.year;

import io.saler.benchmark.Administrator;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import io.saler.demo.scenario.AtOnce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Sends a file of visitors' events to a running Saler, several requests at a time. Each is repeated until it was
 * accepted, and how often that was needed is counted.
 */
public final class VisitSender {

    /** As many as Saler takes by one request. */
    private static final int BATCH = 500;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SalerClient saler;
    private final Administrator administrator;
    private final int senders;
    private final Duration patience;
    private final AtomicLong accepted = new AtomicLong();
    private final Map<String, Long> repeated = new ConcurrentHashMap<>();

    /**
     * @param dataDirectory where the administrator's password is
     * @param senders how many requests at a time
     * @param patience how long a request is repeated
     */
    public VisitSender(URI saler, Path dataDirectory, int senders, Duration patience) {
        this.saler = SalerClient.at(saler);
        this.administrator = new Administrator(this.saler, dataDirectory);
        this.senders = senders;
        this.patience = patience;
    }

    /**
     * What came of it.
     *
     * @param accepted how many events were, those that were told twice included
     * @param repeated how many requests had to be sent again, by the status that was their answer
     */
    public record Sent(long accepted, Duration took, Map<String, Long> repeated) {

        public double perSecond() {
            return accepted / (took.toNanos() / 1e9);
        }
    }

    /** Sends all of it; throws {@link IllegalStateException} when Saler does not accept something in time. */
    public Sent send(Path file) throws IOException {
        administrator.token();
        try (var lines = new BufferedReader(new InputStreamReader(LineFile.read(file), StandardCharsets.UTF_8))) {
            long began = System.nanoTime();
            AtOnce.each(IntStream.range(0, senders).boxed().toList(), senders, number -> {
                for (List<String> events = next(lines); !events.isEmpty(); events = next(lines)) {
                    deliver(events);
                }
                return number;
            });
            return new Sent(accepted.get(), Duration.ofNanos(System.nanoTime() - began), new TreeMap<>(repeated));
        }
    }

    private static List<String> next(BufferedReader lines) {
        List<String> events = new ArrayList<>(BATCH);
        synchronized (lines) {
            try {
                while (events.size() < BATCH && lines.readLine() instanceof String line) {
                    events.add(line);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return events;
    }

    private void deliver(List<String> events) {
        Call call = Call.post("/analytics/events", "[" + String.join(",", events) + "]");
        Deadline deadline = Deadline.in(patience);
        while (true) {
            Duration pause = PAUSE;
            try {
                Answer answer = saler.signedInWith(administrator.token()).send(call);
                if (answer.status() == 202 && answer.body().path("accepted").asInt() == events.size()) {
                    accepted.addAndGet(events.size());
                    return;
                }
                if (!answer.asksToTryAgain() || deadline.hasPassed()) {
                    throw new IllegalStateException(
                            "Events were answered %d: %s".formatted(answer.status(), answer.body()));
                }
                count(Integer.toString(answer.status()));
                pause = answer.retryAfter(Clock.systemUTC()).orElse(PAUSE);
            } catch (Unreachable away) {
                if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                count("no answer");
            }
            deadline.pause(pause);
        }
    }

    private void count(String why) {
        repeated.merge(why, 1L, Long::sum);
    }
}
