package io.saler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.demo.client.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneProcessTest {

    @TempDir
    private Path directory;

    private Path launcher(String script) throws IOException {
        Path launcher = directory.resolve("saler");
        Files.writeString(launcher, "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSalerThatEndsWhileItStartsIsReportedWithItsLastWords() throws IOException {
        Path launcher = launcher("echo \"No JDK 25 here ($1)\" >&2; exit 3\n");

        try (StandaloneProcess standalone = StandaloneProcess.start(launcher)) {
            assertThatThrownBy(standalone::awaitReady)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended while it started")
                    .hasMessageContaining("No JDK 25 here (run)");
        }
    }

    @Test
    void closingEndsTheLauncherAndItsChildrenAndDeletesTheData() throws IOException {
        Path started = directory.resolve("started");
        Path launcher = launcher("""
                data=${2#--data-dir=}
                mkdir -p "$data"
                sleep 600 &
                echo "$$ $! $data" > %1$s.tmp && mv %1$s.tmp %1$s
                wait
                """.formatted(started));

        StandaloneProcess standalone = StandaloneProcess.start(launcher);
        try (standalone) {
            assertThat(Deadline.in(Duration.ofSeconds(30)).lookUntil(() -> Files.exists(started), seen -> seen))
                    .isTrue();
        }

        List<String> words = List.of(Files.readString(started).strip().split(" "));
        assertThat(ProcessHandle.of(Long.parseLong(words.get(0)))).isNotPresent();
        assertThat(ProcessHandle.of(Long.parseLong(words.get(1))).filter(ProcessHandle::isAlive))
                .isNotPresent();
        assertThat(Path.of(words.get(2)).getParent()).doesNotExist();
    }

    @Test
    void anAddressIsTakenOnlyFromAFileBehindWhichSomethingAnswers() throws IOException {
        assertThat(SalerAddress.readyIn(directory)).isEmpty();

        Files.writeString(directory.resolve("saler.json"), "{\"url\": \"http://127.0.0.1:1\"}");
        assertThat(SalerAddress.readyIn(directory)).isEmpty();

        Files.writeString(directory.resolve("saler.json"), "{\"url\": ");
        assertThat(SalerAddress.readyIn(directory)).isEmpty();
    }
}
