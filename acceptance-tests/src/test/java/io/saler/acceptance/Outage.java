package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server, or the payment gateway, that is away until this is closed, whatever becomes of the test. While a server is
 * away no Saler is started, and none is taken away by another thread.
 */
final class Outage implements AutoCloseable {

    static final String GATEWAY = "gateway";

    /**
     * What can be away, the gateway first: its books are in PostgreSQL, which has to be there to close and open them.
     */
    static final List<String> ALL = List.of(GATEWAY, "postgresql", "redis", "kafka", "elasticsearch", "smtp");

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Runnable end;
    private final long began;

    private Outage(Runnable begin, Runnable end) {
        this.end = end;
        begin.run();
        this.began = System.nanoTime();
    }

    static Outage of(String server, SalerProcess saler) {
        if (server.equals(GATEWAY)) {
            var books = new GatewayBooks(saler);
            return new Outage(books::lock, books::unlock);
        }
        return new Outage(() -> stop(server, saler), () -> start(server, saler));
    }

    private static void stop(String server, SalerProcess saler) {
        SalerProcess.PORTS.lock();
        try {
            control(saler, server, "stop");
        } catch (RuntimeException | AssertionError failure) {
            SalerProcess.PORTS.unlock();
            throw failure;
        }
    }

    private static void start(String server, SalerProcess saler) {
        try {
            control(saler, server, "start");
        } finally {
            SalerProcess.PORTS.unlock();
        }
    }

    boolean hasLasted(Duration time) {
        return System.nanoTime() - began >= time.toNanos();
    }

    /** On a busy machine a server may take longer to start than one request; asking again waits for the same start. */
    private static void control(SalerProcess saler, String server, String action) {
        Answer answer = saler.client()
                .patientUntil(Deadline.in(LONGEST_START))
                .send(new Call("POST", "/dev/servers/" + server + "/" + action, null, Map.of()));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
    }

    @Override
    public void close() {
        end.run();
    }
}
