package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedSalerTest {

    @TempDir
    Path temporary;

    @Test
    void a_directory_without_a_database_is_refused_and_not_created() {
        Path nowhere = temporary.resolve("nowhere");

        assertThatThrownBy(() -> StoppedSaler.in(nowhere, List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("no embedded PostgreSQL in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void a_Saler_that_runs_keeps_its_database_to_itself() throws Exception {
        Path path = temporary.resolve("data");
        try (DataDirectory inUse = DataDirectory.open(path, false, Set.of())) {
            Files.createDirectory(inUse.path().resolve("postgresql"));

            assertThatThrownBy(() -> StoppedSaler.in(path, List.of()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Saler uses the data directory");
        }
    }
}
