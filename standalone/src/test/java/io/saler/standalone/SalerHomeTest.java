package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.standalone.server.ServerFolders;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalerHomeTest {

    @TempDir
    Path temporary;

    @Test
    void a_run_in_a_build_unpacks_nothing_outside_of_what_the_build_made() throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        try (DataDirectory data = DataDirectory.open(temporary.resolve("data"), false, Set.of())) {
            ServerFolders folders = SalerHome.folders(data);

            assertThat(folders.home()).isEqualTo(target);
            assertThat(folders.programs()).isEqualTo(target.resolve("programs"));
        }
    }
}
