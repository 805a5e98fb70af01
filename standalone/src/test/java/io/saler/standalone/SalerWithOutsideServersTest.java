package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SalerWithOutsideServersTest {

    private static final List<String> ALL_BUT_REDIS = List.of(
            "--spring.datasource.url=jdbc:postgresql://outside.invalid/saler",
            "--spring.kafka.bootstrap-servers=outside.invalid:9092",
            "--spring.elasticsearch.uris=http://outside.invalid:9200",
            "--spring.mail.host=outside.invalid");

    @TempDir
    Path temporary;

    @Test
    void only_the_servers_that_are_not_outside_are_started() throws Exception {
        Path data = temporary.resolve("data");
        try (SalerProcess saler = SalerProcess.startReady(data, ALL_BUT_REDIS.toArray(String[]::new))) {
            assertThat(saler.description().path("ports").propertyNames()).containsExactlyInAnyOrder("http", "redis");
            assertThat(saler.output()).contains("postgresql     outside, by spring.datasource.url");
            assertThat(data.resolve("postgresql")).doesNotExist();
            assertThat(saler.status("/dev/mail")).isEqualTo(404);
            assertThat(saler.status("/dev/servers")).isEqualTo(404);
        }
    }

    @Test
    void a_start_that_fails_says_why_once_and_leaves_nothing_running() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] arguments = Stream.concat(
                            ALL_BUT_REDIS.stream(), Stream.of("--server.port=" + taken.getLocalPort()))
                    .toArray(String[]::new);
            try (SalerProcess saler = SalerProcess.start(temporary.resolve("data"), arguments)) {
                assertThat(saler.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
                assertThat(saler.output())
                        .containsOnlyOnce("could not start")
                        .doesNotContain("WARN", "ERROR")
                        .contains("Port " + taken.getLocalPort() + " was already in use")
                        .doesNotContain("\tat ");
                assertThat(saler.family()).isEmpty();
            }
        }
    }
}
