package io.saler.axonserver.migration;

import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.AxonServerException;

/** The event store of one context of an Axon Server. */
public final class AxonServerEvents implements EventDestination, AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final int READ_AHEAD = 2_000;

    private final AxonServerConnectionManager connections;
    private final String server;
    private final EventChannel events;

    private AxonServerEvents(AxonServerConnectionManager connections, String server, EventChannel events) {
        this.connections = connections;
        this.server = server;
        this.events = events;
    }

    /**
     * Connects to the server and context that the settings name.
     *
     * @throws MigrationRefused when it does not answer
     */
    public static AxonServerEvents connect(AxonServerConfiguration settings) {
        String server = "The Axon Server at " + settings.getServers();
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(settings)
                .build();
        try {
            connections.start();
            AxonServerEvents connected = new AxonServerEvents(
                    connections,
                    server,
                    connections.getConnection(settings.getContext()).eventChannel());
            connected.count();
            return connected;
        } catch (AxonServerException | MigrationRefused failure) {
            connections.shutdown();
            throw new MigrationRefused(server + " cannot be reached: " + failure.getMessage(), failure);
        }
    }

    @Override
    public long count() {
        return await(events.getLastToken(), "did not say how many events it has") + 1;
    }

    @Override
    public void append(List<Event> added) {
        AppendEventsTransaction transaction = events.startAppendEventsTransaction();
        added.forEach(transaction::appendEvent);
        await(transaction.commit(), "did not take events");
    }

    @Override
    public Reading from(long position) {
        // A stream begins behind the token that it is given.
        return new StreamReading(events.openStream(position - 1, READ_AHEAD));
    }

    @Override
    public void close() {
        connections.shutdown();
    }

    private <T> T await(CompletableFuture<T> answer, String failed) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable reason = Objects.requireNonNullElse(failure.getCause(), failure);
            throw new MigrationRefused("%s %s: %s".formatted(server, failed, reason.getMessage()), failure);
        } catch (TimeoutException silence) {
            throw new MigrationRefused("%s %s within %d s".formatted(server, failed, PATIENCE_SECONDS), silence);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MigrationRefused("The move was interrupted", interrupted);
        }
    }

    private final class StreamReading implements Reading {

        private final EventStream stream;

        StreamReading(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public Event next() {
            try {
                EventWithToken event = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (event != null) {
                    return event.getEvent();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            String reason = stream.getError().map(Throwable::getMessage).orElse("it stays silent");
            throw new MigrationRefused(server + " did not give an event that it has: " + reason);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
