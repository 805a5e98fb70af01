package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunOptionsTest {

    @Test
    void what_is_not_salers_own_is_left_to_spring() {
        RunOptions options = RunOptions.parse("--fresh", "--data-dir=/tmp/shop", "--server.port=9000", "--debug");

        assertThat(options.fresh()).isTrue();
        assertThat(options.dataDirectory()).isEqualTo(Path.of("/tmp/shop"));
        assertThat(options.springArguments()).containsExactly("--server.port=9000", "--debug");
    }

    @Test
    void without_options_data_is_kept_and_lies_in_the_usual_directory() {
        RunOptions options = RunOptions.parse();

        assertThat(options.fresh()).isFalse();
        assertThat(options.dataDirectory()).isEqualTo(Path.of(".saler").toAbsolutePath());
    }

    @Test
    void logs_are_text_unless_json_is_asked_for() {
        assertThat(RunOptions.parse("--log-format=json").springArguments())
                .containsExactly("--logging.structured.format.console=ecs", "--logging.structured.format.file=ecs");
        assertThat(RunOptions.parse("--log-format=text").springArguments()).isEmpty();
        assertThatThrownBy(() -> RunOptions.parse("--log-format=xml")).isInstanceOf(StartRefused.class);
    }

    @Test
    void a_data_directory_needs_a_name() {
        assertThatThrownBy(() -> RunOptions.parse("--data-dir=")).isInstanceOf(StartRefused.class);
    }
}
