package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class AdministratorTest {

    @TempDir
    Path data;

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void a_random_password_is_in_its_file_whatever_the_address_is() throws Exception {
        Path file = Files.writeString(data.resolve("admin-password"), "secret");

        assertThat(describe()).isEqualTo("admin@localhost, password in " + file);
        arguments(Map.of("saler.admin.email", "ann@example.test"));
        assertThat(describe()).isEqualTo("ann@example.test, password in " + file);
    }

    @Test
    void a_given_password_is_in_no_file() {
        variables(Map.of("SALER_ADMIN_PASSWORD", "correct horse"));

        assertThat(describe())
                .isEqualTo("admin@localhost, password as in saler.admin.password when it was created")
                .doesNotContain("correct horse");
    }

    @Test
    void no_file_is_named_that_is_not_there() {
        variables(Map.of("SALER_ADMIN_EMAIL", "ann@example.test"));

        assertThat(describe()).isEqualTo("ann@example.test, password as it was given when it was created");
    }

    private void arguments(Map<String, Object> arguments) {
        environment.getPropertySources().addFirst(new MapPropertySource("arguments", arguments));
    }

    private void variables(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("variables-systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
    }

    private String describe() {
        return Administrator.describe(environment, data);
    }
}
