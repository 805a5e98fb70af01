package io.saler.standalone.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.standalone.Unclear;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthOptionsTest {

    @TempDir
    Path temporary;

    @Test
    void they_say_how_many_events_there_are_to_be_and_where() {
        assertThat(GrowthOptions.parse("--events=1000000", "--data-dir=/srv/saler"))
                .isEqualTo(new GrowthOptions(1_000_000, null, Path.of("/srv/saler")));
    }

    @Test
    void or_they_say_which_are_added() {
        assertThat(GrowthOptions.parse("--from=/tmp/year.tsv.gz", "--data-dir=/srv/saler"))
                .isEqualTo(new GrowthOptions(0, Path.of("/tmp/year.tsv.gz"), Path.of("/srv/saler")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--events=many",
                "--events=0",
                "--events=10 --fresh",
                "--events=10 everything",
                "--events=10 --from=year"
            })
    void a_command_line_that_is_not_understood_has_a_status_of_its_own(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThatThrownBy(() -> GrowthOptions.parse(arguments)).isInstanceOf(Unclear.class);
        assertThat(new GrowStore().run(arguments)).isEqualTo(2);
    }

    @Test
    void what_is_not_there_does_not_grow() {
        assertThat(new GrowStore().run("--events=10", "--data-dir=" + temporary.resolve("nowhere")))
                .isEqualTo(1);
    }
}
