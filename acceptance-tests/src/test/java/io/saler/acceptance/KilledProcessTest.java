package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Saler has accepted, it keeps over kill -9 of itself and all of its servers. */
class KilledProcessTest {

    @TempDir
    private Path directory;

    @Test
    void theDemonstrationPassesTwiceThenOverAKillInTheMiddleOfItsOrdersAndThenAgain() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            Store store = People.openStore(saler.client());
            SignedUp buyer = People.signUp(saler.client());
            String mug = store.product("KEPT-MUG", 5);
            String orderId = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_approve"));
            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertPasses(demo(saler, "first"));
            assertPasses(demo(saler, "second"));

            Process demo = demo(saler, "killed");
            await("orders accepted, see " + log())
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("The demo ended early, see " + log(), () -> !demo.isAlive())
                    .until(() -> accepted("killed") >= 60);
            long paidBefore = paid(saler);
            saler.kill();
            saler.start();

            assertPasses(demo);
            assertThat(accepted("killed")).isEqualTo(200);
            assertThat(paid(saler))
                    .as("paid in the end, for some were under way")
                    .isGreaterThan(paidBefore);
            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(store.merchant().client().stock(mug).onHand()).isEqualTo(3);
            assertThat(saler.client().mailTo(buyer.email()))
                    .filteredOn(mail -> mail.text().contains(orderId))
                    .hasSize(1);
            assertPasses(demo(saler, "last"));
        }
    }

    private static long paid(SalerProcess saler) {
        return saler.client().gatewayLedger().stream()
                .filter(entry -> !entry.captured().isZero())
                .count();
    }

    private void assertPasses(Process demo) throws InterruptedException, IOException {
        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).as(Files.readString(log())).isZero();
    }

    private Process demo(SalerProcess saler, String name) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("saler.demo.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "--url=" + saler.url(),
                        "--accepted=" + acceptedFile(name),
                        "--timeout=240",
                        "--no-color"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return directory.resolve("demo.log");
    }

    private Path acceptedFile(String demo) {
        return directory.resolve(demo + ".jsonl");
    }

    private long accepted(String demo) throws IOException {
        if (Files.notExists(acceptedFile(demo))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(acceptedFile(demo))) {
            return lines.count();
        }
    }
}
