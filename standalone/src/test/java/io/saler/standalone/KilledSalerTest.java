package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class KilledSalerTest {

    private static final Duration SERVERS_END = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    @Test
    void what_was_kept_survives_a_kill_and_no_server_outlives_its_saler() throws Exception {
        Path data = temporary.resolve("data");
        List<ProcessHandle> family;
        ProcessHandle orphan;
        try (SalerProcess saler = SalerProcess.startReady(data)) {
            saler.clients().greet("before the kill");
            family = new ArrayList<>(saler.family());

            orphan = ProcessHandle.of(Long.parseLong(
                            Files.readString(data.resolve("run/redis.pid")).strip()))
                    .orElseThrow();
            killWithoutGuard(saler, orphan);
            family.remove(orphan);

            await().atMost(SERVERS_END).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(orphan.isAlive()).isTrue();
        }

        try (SalerProcess again = SalerProcess.startReady(data)) {
            assertThat(orphan.isAlive()).isFalse();
            Clients clients = again.clients();
            assertThat(clients.inPostgreSql()).containsExactly("before the kill");
            assertThat(clients.inRedis()).isEqualTo("before the kill");
            assertThat(clients.inKafka()).containsExactly("before the kill");
            assertThat(clients.hitsInElasticsearch("kill")).isEqualTo(1);
            assertThat(again.get("/dev/mail?to=ada@example.test")
                            .path("items")
                            .path(0)
                            .path("subject")
                            .asString())
                    .isEqualTo("before the kill");

            List<ProcessHandle> familyAgain = again.family();
            again.signalGroup("KILL");
            await().atMost(SERVERS_END).until(() -> familyAgain.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    /** Kills Saler, and first the guard of one server: that one is left over. */
    private static void killWithoutGuard(SalerProcess saler, ProcessHandle server) throws Exception {
        // Halted, Saler cannot see that the guard is gone.
        saler.signal("STOP");
        ProcessHandle guard = server.parent().orElseThrow();
        List<ProcessHandle> guards = new ArrayList<>(
                guard.children().filter(child -> !child.equals(server)).toList());
        guards.add(guard);
        guards.forEach(ProcessHandle::destroyForcibly);
        await().atMost(SERVERS_END)
                .until(() -> guards.stream().noneMatch(ProcessHandle::isAlive)
                        || guards.stream().allMatch(KilledSalerTest::isDead));
        saler.signal("KILL");
    }

    /** A halted parent does not reap its children: a killed one still counts as a process then. */
    private static boolean isDead(ProcessHandle process) {
        return process.info().command().isEmpty() || !process.isAlive();
    }
}
