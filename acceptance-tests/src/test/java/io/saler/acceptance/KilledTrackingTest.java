package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import io.saler.demo.client.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each event that was accepted counts once, whoever is killed while visitors come, and whenever. */
class KilledTrackingTest {

    private static final List<String> SERVERS = List.of("kafka", "redis", "postgresql");
    private static final Duration BACK = Duration.ofMinutes(3);
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final int ROUNDS = Soak.rounds(10);

    @Test
    void countsAreWhatWasAcceptedOverKillsOfSalerAndItsServersAtRandomMoments() throws Exception {
        assumeTrue(Soak.isWanted(), "in the usual suite visitors come to the Saler that is killed under orders");
        assumeFalse(SalerProcess.isDistributed(), "kills all of Saler");
        long seed = Seed.of("kills while visitors come");
        var random = new Random(seed);
        try (var saler = SalerProcess.startFresh()) {
            Store store = People.openStore(saler.client());
            Visitors visitors = Visitors.of(store, saler.client());
            visitors.keepComing(seed);
            for (int round = 0; round < ROUNDS; round++) {
                strike(saler, random);
            }
            // Some come when all is over, too.
            int before = visitors.accepted();
            await("visitors after the last kill").atMost(BACK).until(() -> visitors.accepted() > before);
            visitors.leave();

            visitors.assertCounted(People.signedInAfterOutage(store, saler.client()));
        }
    }

    /** Each server once, and Saler once, in any order, some while others are still away. */
    private static void strike(SalerProcess saler, Random random) throws Exception {
        List<String> victims = new ArrayList<>(SERVERS);
        victims.add("saler");
        Collections.shuffle(victims, random);
        for (String victim : victims) {
            // Any moment is as good as another, so there is nothing to wait for but time.
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            System.out.println("kills " + victim);
            if (victim.equals("saler")) {
                saler.kill(random.nextBoolean());
                saler.start();
            } else {
                kill(saler, victim);
            }
        }
    }

    private static void kill(SalerProcess saler, String server) throws IOException, InterruptedException {
        long process = await(server + " runs").atMost(BACK).until(() -> pid(saler, server), pid -> pid > 0);
        int status = new ProcessBuilder("kill", "-KILL", Long.toString(process))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("kill " + server).isZero();
    }

    /** 0 while it does not run, or nobody can say. */
    private static long pid(SalerProcess saler, String server) {
        try {
            for (JsonNode each :
                    saler.client().send(Call.get("/dev/servers")).body().path("items")) {
                if (each.path("name").asString("").equals(server)
                        && each.path("running").asBoolean()) {
                    return each.path("pid").asLong(0);
                }
            }
            return 0;
        } catch (Unreachable away) {
            return 0;
        }
    }
}
