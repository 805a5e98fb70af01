package io.saler.standalone.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.standalone.Unclear;
import io.saler.standalone.distributed.Side;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateMigrationOptionsTest {

    private static final String SERVER = "--axon-server=events.example:8124";
    private static final String COMMAND_URL = "--saler.command-side.datasource.url=jdbc:postgresql://db/saler_command";
    private static final String SAGAS_URL = "--saler.sagas.datasource.url=jdbc:postgresql://db/saler_sagas";

    @Test
    void state_of_a_data_directory_goes_to_the_databases_beside_it() {
        StateMigrationOptions options = StateMigrationOptions.parse(SERVER, "--data-dir=/srv/saler");

        assertThat(options.source().dataDirectory()).isEqualTo(Path.of("/srv/saler"));
        assertThat(options.source().axonServer().getServers()).isEqualTo("events.example:8124");
        assertThat(options.destinations()).isEmpty();
    }

    @Test
    void each_side_has_a_database_and_a_role_of_its_own() {
        StateMigrationOptions options = StateMigrationOptions.parse(
                SERVER,
                "--spring.datasource.url=jdbc:postgresql://db/saler",
                COMMAND_URL,
                "--saler.command-side.datasource.password=c",
                SAGAS_URL,
                "--saler.sagas.datasource.username=clerk",
                "--saler.sagas.datasource.password=s");

        assertThat(options.source().database()).contains(new Database("jdbc:postgresql://db/saler", "saler", ""));
        assertThat(options.destinations())
                .isEqualTo(Map.of(
                        Side.COMMAND,
                        new Database("jdbc:postgresql://db/saler_command", "saler_command", "c"),
                        Side.SAGAS,
                        new Database("jdbc:postgresql://db/saler_sagas", "clerk", "s")));
    }

    @Test
    void a_data_directory_may_be_left_for_databases_elsewhere() {
        StateMigrationOptions options =
                StateMigrationOptions.parse(SERVER, "--data-dir=/srv/saler", COMMAND_URL, SAGAS_URL);

        assertThat(options.source().database()).isEmpty();
        assertThat(options.destinations()).containsOnlyKeys(Side.COMMAND, Side.SAGAS);
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(new Database("jdbc:postgresql://db/saler", "saler", "secret").toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--axon-server=here",
                SERVER + " --fresh",
                SERVER + " everything",
                SERVER + " " + COMMAND_URL,
                SERVER + " " + SAGAS_URL,
                SERVER + " --spring.datasource.url=jdbc:postgresql://db/saler",
                SERVER + " --spring.datasource.url=jdbc:postgresql://db/saler " + COMMAND_URL,
                SERVER + " --data-dir=/srv/saler --spring.datasource.url=jdbc:postgresql://db/saler " + COMMAND_URL
                        + " " + SAGAS_URL,
                SERVER + " --saler.query-side.datasource.url=jdbc:postgresql://db/saler_query",
                SERVER + " --saler.sagas.datasource.role=clerk"
            })
    void a_command_line_that_is_not_understood_starts_nothing(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThatThrownBy(() -> StateMigrationOptions.parse(arguments)).isInstanceOf(Unclear.class);
    }
}
