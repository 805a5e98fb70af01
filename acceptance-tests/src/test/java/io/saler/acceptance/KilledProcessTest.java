package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Order;
import io.saler.demo.client.StockLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Saler has accepted, it keeps over kill -9 of itself and all of its servers, whenever that comes. */
@org.junit.jupiter.api.Order(1)
class KilledProcessTest {

    private static final int FEW_ORDERS = 40;
    private static final int KILLS_IN_A_ROUND = Soak.isWanted() ? 2 : 1;
    private static final int ROUNDS = Soak.rounds(10);

    /** Payments have five minutes, and what follows their end is no matter of minutes. */
    private static final Duration PAYMENT_DEADLINE = Duration.ofMinutes(8);

    @TempDir
    private Path directory;

    @Test
    void theDemonstrationPassesOverKillsAtRandomMomentsAndThenAgain() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            var before = Before.theKills(saler);
            Visitors visitors = Visitors.of(before.store(), saler.client());
            long seed = Seed.of("kills");
            visitors.keepComing(seed);
            for (int round = 0; round < ROUNDS; round++) {
                var demo = DemoProcess.startToBeInterrupted(saler, directory, "killed-" + round, KILLS_IN_A_ROUND);
                new RandomKills(seed + round, saler, demo).strike(KILLS_IN_A_ROUND);

                demo.assertPasses();
                assertThat(demo.accepted()).isEqualTo(DemoProcess.USUAL_ORDERS);
            }

            visitors.leave();
            before.assertKept(saler);
            visitors.assertCounted(before.store().signedInAgain(saler.client()));
            DemoProcess.start(saler, directory, "last", FEW_ORDERS).assertPasses();
        }
    }

    /** A shop as it was before the kills: one order confirmed, two that wait for a payment which never comes. */
    private record Before(Store store, SignedUp buyer, String mug, String bowl, String confirmed, List<String> unpaid) {

        static Before theKills(SalerProcess saler) {
            Store store = People.openStore(saler.client());
            SignedUp buyer = People.signUp(saler.client());
            String mug = store.product("KEPT-MUG", 5);
            String bowl = store.product("UNPAID-BOWL", 5);
            String confirmed = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_approve"));
            People.awaitStatus(buyer, confirmed, "CONFIRMED");
            String action = People.place(buyer, People.order(store.storeId(), bowl, 1, "pm_requires_action"));
            People.awaitStatus(buyer, action, "AWAITING_PAYMENT");
            String never = People.place(buyer, People.order(store.storeId(), bowl, 1, "pm_never"));
            return new Before(store, buyer, mug, bowl, confirmed, List.of(action, never));
        }

        void assertKept(SalerProcess saler) {
            SignedUp again = buyer.signedInAgain(saler.client());
            Store shop = store.signedInAgain(saler.client());
            People.awaitStatus(again, confirmed, "CONFIRMED");
            assertThat(shop.merchant().client().stock(mug).onHand()).isEqualTo(3);
            assertThat(saler.client().mailTo(buyer.email()))
                    .filteredOn(mail -> mail.text().contains(confirmed))
                    .hasSize(1);
            await("of unpaid orders, those that wait hold their stock, and the others have given it back")
                    .atMost(Soak.isWanted() ? PAYMENT_DEADLINE : Duration.ofSeconds(60))
                    .untilAsserted(() -> assertUnpaidAddUp(again, shop));
        }

        private void assertUnpaidAddUp(SignedUp again, Store shop) {
            List<Order> orders =
                    unpaid.stream().map(id -> again.client().order(id)).toList();
            assertThat(orders).extracting(Order::fate).allMatch(Before::isUnpaid);
            long waiting = orders.stream().filter(order -> !order.hasEnded()).count();
            StockLevel stock = shop.merchant().client().stock(bowl);
            assertThat(stock).isEqualTo(new StockLevel(bowl, 5, (int) waiting, 5 - (int) waiting));
        }

        /** To soak, there is time enough for the deadline. */
        private static boolean isUnpaid(String fate) {
            return fate.equals("REJECTED payment-timeout")
                    || (!Soak.isWanted() && (fate.equals("PLACED") || fate.equals("AWAITING_PAYMENT")));
        }
    }
}
