package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.UserId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.query.Story;
import io.saler.store.StoreId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What is written to a client, and when that is enough. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderStreamTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Client client = new Client();
    private final StoreId store = StoreId.random();
    private final OrderPlaced placed =
            Story.order(UserId.random(), store, Story.product(store, "SHIRT", "Shirt", "19.99"));

    /** Notes what is sent to it, and reads nothing more when it is told to dawdle. */
    private static final class Client extends SseEmitter {

        private final List<OrderStatus> got = new CopyOnWriteArrayList<>();
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
                    .filter(OrderView.class::isInstance)
                    .forEach(order -> got.add(((OrderView) order).status()));
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

    private OrderList.Found order(OrderStatus status, long version) {
        var totals = placed.totals();
        return new OrderList.Found(
                new OrderView(
                        placed.orderId(),
                        store,
                        placed.customerId(),
                        status,
                        null,
                        placed.lines(),
                        totals.subtotal(),
                        totals.discount(),
                        totals.tax(),
                        totals.shipping(),
                        totals.total(),
                        null,
                        null,
                        Story.BEGIN,
                        Story.BEGIN),
                version,
                0);
    }

    private OrderStream stream(Duration heartbeat, Duration longest) {
        return new OrderStream(client, order(OrderStatus.PLACED, 0).order(), heartbeat, longest);
    }

    @Test
    void aClientThatIsSlowerThanTheChangesIsSentTheLastOfThem() throws InterruptedException {
        client.dawdles = true;
        OrderStream stream = stream(LONG, LONG);
        Thread writer = Thread.ofVirtual().start(stream::write);
        stream.offer(order(OrderStatus.AWAITING_PAYMENT, 1));
        client.reading.await();

        stream.offer(order(OrderStatus.CONFIRMED, 2));
        stream.offer(order(OrderStatus.SHIPPED, 3));
        stream.offer(order(OrderStatus.DELIVERED, 4));
        client.readsOn.countDown();
        writer.join();

        assertThat(client.got).containsExactly(OrderStatus.AWAITING_PAYMENT, OrderStatus.DELIVERED);
        assertThat(client.completed).isTrue();
    }

    @Test
    void whatLooksTheSameIsNotSentAgain() {
        OrderStream stream = stream(LONG, LONG);
        stream.offer(order(OrderStatus.PLACED, 1));
        Thread writer = Thread.ofVirtual().start(stream::write);
        stream.offer(order(OrderStatus.REJECTED, 2));

        assertThat(joined(writer)).isTrue();
        assertThat(client.got).containsExactly(OrderStatus.REJECTED);
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
        OrderStream stream = stream(LONG, LONG);
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

    @Test
    void anEventIsNamedAndHasTheVersionOfTheOrder() {
        String text = OrderStream.event(order(OrderStatus.PLACED, 3)).build().stream()
                .map(DataWithMediaType::getData)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .reduce("", String::concat);
        assertThat(text).contains("id:3.0\n", "event:order\n", "data:");
        assertThat(OrderStream.event(order(OrderStatus.PLACED, 3)).build())
                .extracting(DataWithMediaType::getMediaType)
                .contains(MediaType.APPLICATION_JSON);
    }
}
