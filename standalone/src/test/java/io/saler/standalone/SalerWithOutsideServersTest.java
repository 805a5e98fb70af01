package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.standalone.postgresql.PostgreSql;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Order(2)
class SalerWithOutsideServersTest {

    /** Nobody answers there: an application that needs them later starts all the same. */
    private static final List<String> AWAY = List.of(
            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--spring.elasticsearch.uris=http://127.0.0.1:1",
            "--spring.mail.host=127.0.0.1");

    @TempDir
    Path temporary;

    @Test
    void only_the_servers_that_are_not_outside_are_started_and_end_with_saler() throws Exception {
        try (DataDirectory elsewhere = DataDirectory.open(temporary.resolve("elsewhere"), false, Set.of())) {
            PostgreSql postgresql = new PostgreSql(SalerHome.folders(elsewhere), List.of());
            EmbeddedServers outside = new EmbeddedServers(List.of(postgresql), new Ports());
            outside.start((server, took) -> {});
            try {
                startWith(postgresql.connectionProperties());
            } finally {
                outside.stop();
            }
        }
    }

    private void startWith(Map<String, String> postgresql) throws Exception {
        List<String> arguments = new ArrayList<>(AWAY);
        postgresql.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of("--fresh", "--saler.admin.email=ann@example.test"));
        Path data = temporary.resolve("data");
        Files.createDirectories(data);
        Files.createFile(data.resolve("saler-data"));
        Path password = Files.writeString(data.resolve("admin-password"), "the-only-copy");
        try (SalerProcess saler = SalerProcess.startReady(data, arguments.toArray(String[]::new))) {
            assertThat(saler.ports()).containsOnlyKeys("http", "redis");
            assertThat(saler.output()).contains("postgresql     outside, by spring.datasource.url");
            assertThat(data.resolve("postgresql")).doesNotExist();
            assertThat(password).hasContent("the-only-copy");
            await().untilAsserted(
                            () -> assertThat(saler.output()).contains("ann@example.test, password in " + password));
            assertThat(saler.status("/dev/mail")).isEqualTo(404);
            assertThat(saler.status("/dev/servers")).isEqualTo(404);

            List<ProcessHandle> family = saler.family();
            saler.signalGroup("KILL");
            await().atMost(Duration.ofSeconds(20)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void a_start_that_fails_says_why_once_and_leaves_nothing_running() throws Exception {
        List<String> arguments = new ArrayList<>(AWAY);
        arguments.add("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/saler");
        try (var _ = SalerProcess.quiet();
                SalerProcess saler = SalerProcess.start(temporary.resolve("data"), arguments.toArray(String[]::new))) {
            assertThat(saler.awaitExit(Duration.ofSeconds(90))).isEqualTo(1);
            assertThat(saler.output())
                    .containsOnlyOnce("could not start")
                    .contains("127.0.0.1:1 refused")
                    .doesNotContain("\tat ");
            assertThat(saler.family()).isEmpty();
        }
    }
}
