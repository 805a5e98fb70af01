package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void a_directory_with_foreign_content_is_neither_used_nor_deleted() throws Exception {
        Path thesis = Files.writeString(temporary.resolve("thesis.txt"), "three years of work");

        assertThatThrownBy(() -> DataDirectory.open(temporary, true, Set.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is not a data directory of Saler");

        assertThat(thesis).hasContent("three years of work");
    }

    @Test
    void fresh_deletes_the_data_but_not_the_unpacked_programs() throws Exception {
        Path path = temporary.resolve("data");
        try (DataDirectory first = DataDirectory.open(path, false, Set.of())) {
            Files.writeString(first.path().resolve("admin-password"), "secret");
            Files.createDirectories(first.path().resolve("postgresql/base"));
            Files.writeString(
                    Files.createDirectories(first.path().resolve("programs")).resolve("redis"), "program");
        }

        try (DataDirectory fresh = DataDirectory.open(path, true, Set.of())) {
            assertThat(fresh.path().resolve("admin-password")).doesNotExist();
            assertThat(fresh.path().resolve("postgresql")).doesNotExist();
            assertThat(fresh.path().resolve("programs/redis")).hasContent("program");
        }
    }

    @Test
    void fresh_keeps_what_something_outside_depends_on() throws Exception {
        Path path = temporary.resolve("data");
        try (DataDirectory first = DataDirectory.open(path, false, Set.of())) {
            Files.writeString(first.path().resolve("admin-password"), "secret");
            Files.writeString(first.path().resolve("redis-password"), "secret");
        }

        try (DataDirectory fresh = DataDirectory.open(path, true, Set.of("admin-password"))) {
            assertThat(fresh.path().resolve("admin-password")).hasContent("secret");
            assertThat(fresh.path().resolve("redis-password")).doesNotExist();
        }
    }

    @Test
    void without_fresh_everything_stays() throws Exception {
        Path path = temporary.resolve("data");
        try (DataDirectory first = DataDirectory.open(path, false, Set.of())) {
            Files.writeString(first.path().resolve("admin-password"), "secret");
        }

        try (DataDirectory second = DataDirectory.open(path, false, Set.of())) {
            assertThat(second.path().resolve("admin-password")).hasContent("secret");
        }
    }

    @Test
    void a_directory_in_use_is_refused() throws Exception {
        Path path = temporary.resolve("data");
        try (DataDirectory inUse = DataDirectory.open(path, false, Set.of())) {
            assertThatThrownBy(() -> DataDirectory.open(path, true, Set.of()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Saler uses the data directory " + inUse.path());
        }
        DataDirectory.open(path, false, Set.of()).close();
    }
}
