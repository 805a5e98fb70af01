package io.saler.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private StubSaler saler;
    private Shop shop;
    private Backlog backlog;

    @BeforeEach
    void open() throws IOException {
        saler = new StubSaler();
        shop = Shop.open(saler.client(), 1, 1);
        backlog = new Backlog(shop);
    }

    @AfterEach
    void close() {
        saler.close();
    }

    private void accept(int orders) {
        var requests = new OrderRequests(shop, 1);
        for (int number = 0; number < orders; number++) {
            backlog.add(requests.accepted(shop.buyer(0)).orElseThrow());
        }
    }

    @Test
    void anEmptyBacklogHasEnded() {
        assertThat(backlog.awaitEnd().unconfirmed()).isZero();
    }

    @Test
    void itEndsWithTheLastOrder() {
        saler.endedAfter = Duration.ofMillis(700);
        accept(20);

        Backlog.End end = backlog.awaitEnd();

        assertThat(end.unconfirmed()).isZero();
        assertThat(end.after()).isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
    }

    @Test
    void anOrderThatIsNotYetShownIsWaitedFor() {
        saler.endedAfter = Duration.ofMillis(100);
        saler.shownAfter = Duration.ofMillis(700);
        accept(1);

        assertThat(backlog.awaitEnd().after()).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void anOrderThatEndsOtherwiseThanConfirmedIsCounted() {
        saler.units = 3;
        accept(5);

        assertThat(backlog.awaitEnd().unconfirmed()).isEqualTo(2);
    }
}
