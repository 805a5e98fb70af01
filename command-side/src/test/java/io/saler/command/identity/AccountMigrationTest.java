package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.EmptyDatabase;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class AccountMigrationTest {

    @Test
    void accountsOfFormerTimesAreFoundByTheirAddress() {
        DataSource database = EmptyDatabase.create().source();
        schema(database).target("12").load().migrate();
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(handle -> handle.execute("""
                insert into command.account (user_id, email_claim, email, name, role)
                values ('00000000-0000-0000-0000-000000000001', 'a hash', 'Ada@example.org', 'Ada', 'CUSTOMER')"""));
        schema(database).load().migrate();

        var accounts = new Accounts(jdbi);
        assertThat(accounts.of(new EmailAddress("aDA@Example.org"))
                        .orElseThrow()
                        .userId())
                .isEqualTo(UserId.of("00000000-0000-0000-0000-000000000001"));
        assertThat(accounts.of(new EmailAddress("bob@example.org"))).isEmpty();
    }

    private static FluentConfiguration schema(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .schemas("command")
                .defaultSchema("command")
                .locations("classpath:db/migration/command");
    }
}
