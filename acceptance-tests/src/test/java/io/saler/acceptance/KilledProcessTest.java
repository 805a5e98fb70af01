package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Saler has accepted, it keeps over kill -9 of itself and all of its servers. */
class KilledProcessTest {

    private static final int FEW_ORDERS = 40;

    @TempDir
    private Path directory;

    @Test
    void theDemonstrationPassesThenOverAKillInTheMiddleOfItsOrdersAndThenAgain() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            Store store = People.openStore(saler.client());
            SignedUp buyer = People.signUp(saler.client());
            String mug = store.product("KEPT-MUG", 5);
            String orderId = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_approve"));
            People.awaitStatus(buyer, orderId, "CONFIRMED");
            DemoProcess.start(saler, directory, "first", FEW_ORDERS).assertPasses();

            DemoProcess demo = DemoProcess.startToBeInterrupted(saler, directory, "killed");
            demo.awaitAccepted(60);
            long paidBefore = paid(saler);
            saler.kill();
            saler.start();

            demo.assertPasses();
            assertThat(demo.accepted()).isEqualTo(DemoProcess.USUAL_ORDERS);
            assertThat(paid(saler))
                    .as("paid in the end, for some were under way")
                    .isGreaterThan(paidBefore);
            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(store.merchant().client().stock(mug).onHand()).isEqualTo(3);
            assertThat(saler.client().mailTo(buyer.email()))
                    .filteredOn(mail -> mail.text().contains(orderId))
                    .hasSize(1);
            DemoProcess.start(saler, directory, "last", FEW_ORDERS).assertPasses();
        }
    }

    private static long paid(SalerProcess saler) {
        return saler.client().gatewayLedger().stream()
                .filter(entry -> !entry.captured().isZero())
                .count();
    }
}
