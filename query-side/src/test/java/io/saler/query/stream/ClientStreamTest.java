package io.saler.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What is written to a client, and when that is enough. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientStreamTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Client client = new Client();

    /** Words; of one that looks the same only the number behind it changes, and after the last there is none. */
    private record Words(String known) implements Watched<String> {

        @Override
        public Object look(String state) {
            return state.split(" ")[0];
        }

        @Override
        public SseEmitter.SseEventBuilder event(String state) {
            return SseEmitter.event().data(look(state));
        }

        @Override
        public boolean isLast(String state) {
            return state.startsWith("last");
        }

        @Override
        public Watching watch(Consumer<String> listener) {
            throw new AssertionError("Nobody is asked here");
        }
    }

    /** Notes what is sent to it, and reads nothing more when it is told to dawdle. */
    private static final class Client extends SseEmitter {

        private final List<Object> got = new CopyOnWriteArrayList<>();
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch readsOn = new CountDownLatch(1);
        private volatile boolean dawdles;
        private volatile boolean gone;
        private volatile boolean completed;

        @Override
        public void send(SseEventBuilder event) throws IOException {
            if (gone) {
                throw new IOException("Broken pipe");
            }
            event.build().stream()
                    .map(DataWithMediaType::getData)
                    .filter(data -> data.toString().matches("\\w+"))
                    .forEach(got::add);
            reading.countDown();
            if (dawdles) {
                try {
                    readsOn.await();
                } catch (InterruptedException stop) {
                    throw new IOException(stop);
                }
            }
        }

        @Override
        public synchronized void complete() {
            completed = true;
        }
    }

    private ClientStream<String> stream(Duration heartbeat, Duration longest) {
        return new ClientStream<>(client, new Words("first 0"), new StreamTimes(heartbeat, longest));
    }

    @Test
    void aClientThatIsSlowerThanTheChangesIsSentTheLastOfThem() throws InterruptedException {
        client.dawdles = true;
        ClientStream<String> stream = stream(LONG, LONG);
        Thread writer = Thread.ofVirtual().start(stream::write);
        stream.offer("second 1");
        client.reading.await();

        stream.offer("third 2");
        stream.offer("fourth 3");
        stream.offer("last 4");
        client.readsOn.countDown();
        writer.join();

        assertThat(client.got).containsExactly("second", "last");
        assertThat(client.completed).isTrue();
    }

    @Test
    void whatLooksTheSameIsNotSentAgain() {
        ClientStream<String> stream = stream(LONG, LONG);
        stream.offer("first 1");
        Thread writer = Thread.ofVirtual().start(stream::write);
        stream.offer("last 2");

        assertThat(joined(writer)).isTrue();
        assertThat(client.got).containsExactly("last");
    }

    @Test
    void aClientThatHasGoneIsNoticedByTheSignOfLifeThatItDoesNotGet() {
        client.gone = true;

        stream(Duration.ofMillis(5), LONG).write();

        assertThat(client.completed)
                .as("the container completes what has failed")
                .isFalse();
    }

    @Test
    void aStreamEndsWhenItsTimeIsOver() {
        stream(LONG, Duration.ofMillis(5)).write();
        assertThat(client.completed).isTrue();
        assertThat(client.got).isEmpty();
    }

    @Test
    void aStreamEndsWhenItIsToldTo() {
        ClientStream<String> stream = stream(LONG, LONG);
        Thread writer = Thread.ofVirtual().start(stream::write);
        stream.end();

        assertThat(joined(writer)).isTrue();
        assertThat(client.completed).isTrue();
    }

    private static boolean joined(Thread writer) {
        try {
            return writer.join(Duration.ofSeconds(20));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
