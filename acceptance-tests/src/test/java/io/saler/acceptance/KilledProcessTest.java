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

/** What Saler has accepted, it keeps: over a restart, and over kill -9 of itself and all of its servers. */
class KilledProcessTest {

    @TempDir
    private Path directory;

    @Test
    void theDemonstrationAddsUpAfterTheShopIsKilledInTheMiddleOfItsOrders() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            Path accepted = directory.resolve("accepted.jsonl");
            Process demo = demo(saler, accepted);
            await("orders accepted, see " + log())
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("The demo ended early, see " + log(), () -> !demo.isAlive())
                    .until(() -> lines(accepted) >= 60);

            saler.kill();
            saler.start();

            assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(demo.exitValue()).as(Files.readString(log())).isZero();
            assertThat(lines(accepted)).isEqualTo(200);
        }
    }

    @Test
    void everythingIsStillThereAfterARestartAndTheDemonstrationPassesTwice() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            Store store = People.openStore(saler.client());
            SignedUp buyer = People.signUp(saler.client());
            String mug = store.product("KEPT-MUG", 5);
            String orderId = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_approve"));
            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(passes(demo(saler, directory.resolve("first.jsonl")))).isTrue();

            saler.stop();
            saler.start();

            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(store.merchant().client().stock(mug).onHand()).isEqualTo(3);
            assertThat(saler.client().mailTo(buyer.email()))
                    .anyMatch(mail -> mail.text().contains(orderId));
            assertThat(passes(demo(saler, directory.resolve("second.jsonl")))).isTrue();
        }
    }

    private boolean passes(Process demo) throws InterruptedException, IOException {
        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).as(Files.readString(log())).isZero();
        return true;
    }

    private Process demo(SalerProcess saler, Path accepted) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("saler.demo.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "--url=" + saler.url(),
                        "--accepted=" + accepted,
                        "--timeout=240",
                        "--no-color"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return directory.resolve("demo.log");
    }

    private static long lines(Path file) throws IOException {
        if (Files.notExists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
