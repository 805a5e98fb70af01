package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class AccountMigrationTest {

    @Test
    void accountsOfFormerTimesAreFoundByTheirAddress() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            schema(postgres).target("12").load().migrate();
            var jdbi = Jdbi.create(postgres.getPostgresDatabase());
            jdbi.useHandle(handle -> handle.execute("""
                    insert into command.account (user_id, email_claim, email, name, role)
                    values ('00000000-0000-0000-0000-000000000001', 'a hash', 'Ada@example.org', 'Ada', 'CUSTOMER')"""));
            schema(postgres).load().migrate();

            var accounts = new Accounts(jdbi);
            assertThat(accounts.of(new EmailAddress("aDA@Example.org"))
                            .orElseThrow()
                            .userId())
                    .isEqualTo(UserId.of("00000000-0000-0000-0000-000000000001"));
            assertThat(accounts.of(new EmailAddress("bob@example.org"))).isEmpty();
        }
    }

    private static FluentConfiguration schema(EmbeddedPostgres postgres) {
        return Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("command")
                .defaultSchema("command")
                .locations("classpath:db/migration/command");
    }
}
