package io.saler.command.store;

import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.store.OpenStore;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import java.util.Currency;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final AggregateTestFixture<Store> store = new AggregateTestFixture<>(Store.class);
    private final StoreId id = StoreId.random();
    private final UserId owner = UserId.random();

    @Test
    void opensForItsOwner() {
        store.givenNoPriorActivity()
                .when(new OpenStore(id, owner, " Tea & Co ", EUR))
                .expectEvents(new StoreOpened(id, owner, "Tea & Co", EUR))
                .expectResultMessagePayload(true);
    }

    @Test
    void openedAgainWithTheSameContentIsTheSameStore() {
        store.given(new StoreOpened(id, owner, "Tea", EUR))
                .when(new OpenStore(id, owner, "Tea", EUR))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void openedAgainWithOtherContentIsRefused() {
        store.given(new StoreOpened(id, owner, "Tea", EUR))
                .when(new OpenStore(id, owner, "Coffee", EUR))
                .expectNoEvents()
                .expectException(IdempotencyKeyReused.class);
    }
}
