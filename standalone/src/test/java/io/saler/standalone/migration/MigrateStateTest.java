package io.saler.standalone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateStateTest {

    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path temporary;

    @Test
    void a_mistake_in_the_command_line_has_a_status_of_its_own() {
        assertThat(new MigrateState().run("--axon-server=here")).isEqualTo(2);
    }

    @Test
    void what_cannot_be_moved_ends_with_status_1() {
        assertThat(new MigrateState().run("--axon-server=" + NOBODY, "--data-dir=" + temporary.resolve("nowhere")))
                .isEqualTo(1);
        assertThat(new MigrateState()
                        .run(
                                "--axon-server=" + NOBODY,
                                "--spring.datasource.url=jdbc:postgresql://" + NOBODY + "/saler",
                                "--saler.command-side.datasource.url=jdbc:postgresql://" + NOBODY + "/saler_command",
                                "--saler.sagas.datasource.url=jdbc:postgresql://" + NOBODY + "/saler_sagas"))
                .isEqualTo(1);
    }
}
