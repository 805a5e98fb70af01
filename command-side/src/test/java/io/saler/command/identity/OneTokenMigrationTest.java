package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.EmptyDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Databases from the time when a person could have several tokens. */
class OneTokenMigrationTest {

    @Test
    void theNewestTokenIsTheOneThatIsKept() {
        DataSource database = EmptyDatabase.create().source();
        schema(database).target("11").load().migrate();
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(handle -> handle.execute("""
                insert into command.verification_token (token_hash, user_id, expires_at) values
                    ('old', '00000000-0000-0000-0000-000000000001', '2026-01-01'),
                    ('new', '00000000-0000-0000-0000-000000000001', '2026-01-03'),
                    ('mid', '00000000-0000-0000-0000-000000000001', '2026-01-02'),
                    ('her', '00000000-0000-0000-0000-000000000002', '2026-01-01')"""));
        schema(database).load().migrate();
        List<String> kept = jdbi.withHandle(
                handle -> handle.createQuery("select encode(token_hash, 'escape') from command.verification_token")
                        .mapTo(String.class)
                        .list());
        assertThat(kept).containsExactlyInAnyOrder("new", "her");
    }

    private static FluentConfiguration schema(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .schemas("command")
                .defaultSchema("command")
                .locations("classpath:db/migration/command");
    }
}
