package io.saler.standalone.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.standalone.Unclear;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationOptionsTest {

    private static final String SERVER = "--axon-server=events.example:8124";

    @Test
    void events_come_from_the_data_directory_that_is_named() {
        MigrationOptions options = MigrationOptions.parse(SERVER, "--data-dir=/srv/saler");

        assertThat(options.axonServer().getServers()).isEqualTo("events.example:8124");
        assertThat(options.dataDirectory()).isEqualTo(Path.of("/srv/saler"));
        assertThat(options.database()).isEmpty();
    }

    @Test
    void events_come_from_a_running_database_when_its_usual_properties_name_it() {
        MigrationOptions options = MigrationOptions.parse(
                SERVER,
                "--spring.datasource.url=jdbc:postgresql://db/saler",
                "--spring.datasource.username=shop",
                "--spring.datasource.password=secret");

        assertThat(options.database()).contains(new Database("jdbc:postgresql://db/saler", "shop", "secret"));
    }

    @Test
    void settings_of_Axon_Server_have_the_names_that_they_have_for_a_running_Saler() {
        MigrationOptions options = MigrationOptions.parse(
                SERVER,
                "--axon.axonserver.token=t",
                "--axon.axonserver.context=shop",
                "--axon.axonserver.ssl-enabled=true");

        assertThat(options.axonServer().getToken()).isEqualTo("t");
        assertThat(options.axonServer().getContext()).isEqualTo("shop");
        assertThat(options.axonServer().isSslEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--axon-server=here",
                SERVER + " --fresh",
                SERVER + " everything",
                SERVER + " --data-dir=/srv/saler --spring.datasource.url=jdbc:postgresql://db/saler"
            })
    void a_command_line_that_is_not_understood_starts_nothing(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThatThrownBy(() -> MigrationOptions.parse(arguments)).isInstanceOf(Unclear.class);
    }
}
