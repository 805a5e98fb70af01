package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.standalone.distributed.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SideDatabasesTest {

    private final Map<String, Object> variables = new LinkedHashMap<>(Map.of(
            "SALER_COMMANDSIDE_DATASOURCE_URL", "jdbc:postgresql://db/shop_command",
            "SALER_COMMANDSIDE_DATASOURCE_USERNAME", "command",
            "SALER_COMMANDSIDE_DATASOURCE_PASSWORD", "secret",
            "SALER_SAGAS_DATASOURCE_URL", "jdbc:postgresql://db/shop_sagas",
            "SALER_QUERYSIDE_DATASOURCE_URL", "jdbc:postgresql://db/shop_query"));

    @Test
    void eachSideHearsOfItsOwnOnly() {
        SideDatabases databases = databases();

        assertThat(databases.named()).contains("saler.command-side.datasource.url");
        assertThat(databases.of(Side.COMMAND))
                .containsExactly(
                        Map.entry("spring.datasource.url", "jdbc:postgresql://db/shop_command"),
                        Map.entry("spring.datasource.username", "command"),
                        Map.entry("spring.datasource.password", "secret"));
        assertThat(databases.of(Side.QUERY))
                .containsExactly(Map.entry("spring.datasource.url", "jdbc:postgresql://db/shop_query"));
    }

    @Test
    void withoutAnyTheEmbeddedOnesAreUsed() {
        variables.clear();

        assertThat(databases().named()).isEmpty();
        assertThat(databases().of(Side.SAGAS)).isEmpty();
    }

    @Test
    void oneForAllIsRefused() {
        variables.clear();
        variables.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/shop");

        assertThatThrownBy(this::databases)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("--saler.sagas.datasource.url=");
    }

    @Test
    void aSideWithoutOneIsRefused() {
        variables.remove("SALER_SAGAS_DATASOURCE_URL");

        assertThatThrownBy(this::databases)
                .isInstanceOf(StartRefused.class)
                .hasMessageEndingWith("missing: --saler.sagas.datasource.url=…");
    }

    @Test
    void twoSidesInOneAreRefused() {
        variables.put("SALER_SAGAS_DATASOURCE_URL", "jdbc:postgresql://db/shop_query");

        assertThatThrownBy(this::databases).isInstanceOf(StartRefused.class).hasMessageContaining("share");
    }

    private SideDatabases databases() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return SideDatabases.in(environment);
    }
}
