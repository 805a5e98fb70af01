package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * Kills Saler at random moments of a demonstration: all of it or only the process that its servers depend on, while
 * orders come in or while it is just starting again. It runs when this is through.
 */
final class RandomKills {

    private static final Duration LONGEST_DELAY = Duration.ofMillis(1500);
    private static final Duration LONGEST_START = Duration.ofSeconds(15);

    /** So that orders are still to come after the last kill. */
    private static final int LAST_MOMENT = DemoProcess.USUAL_ORDERS * 6 / 10;

    private final Random random;
    private final SalerProcess saler;
    private final DemoProcess demo;

    RandomKills(long seed, SalerProcess saler, DemoProcess demo) {
        this.random = new Random(seed);
        this.saler = saler;
        this.demo = demo;
    }

    void strike(int kills) throws InterruptedException, IOException {
        int[] moments = random.ints(kills, 1, LAST_MOMENT).sorted().toArray();
        for (int i = 0; i < kills; i++) {
            demo.awaitAccepted(moments[i]);
            // Any moment is as good as another, so there is nothing to wait for but time.
            Thread.sleep(upTo(LONGEST_DELAY));
            assertThat(demo.accepted()).as("accepted before the kill").isLessThan(DemoProcess.USUAL_ORDERS);
            boolean alone = random.nextBoolean();
            System.out.println(alone ? "kills Saler alone" : "kills everything");
            saler.kill(alone);
            if (i + 1 < kills && random.nextInt(4) == 0) {
                i++;
                // The launcher unpacks three programs first, which must not go on beside the next launcher.
                boolean alsoAlone = random.nextBoolean() && !SalerProcess.isDistributed();
                System.out.println((alsoAlone ? "kills Saler alone" : "kills everything") + " while it starts");
                saler.startAndKill(upTo(LONGEST_START), alsoAlone);
            }
            saler.start();
        }
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }
}
