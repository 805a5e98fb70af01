package io.saler.standalone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.migration.EmbeddedEvents;
import io.saler.axonserver.migration.EmbeddedState;
import io.saler.axonserver.migration.ProcessorPosition;
import io.saler.axonserver.migration.SideState;
import io.saler.axonserver.migration.StateMigration;
import io.saler.axonserver.migration.StateMigrationOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.SideOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.TableOutcome;
import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.DatabaseSchema;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.query.QuerySide;
import io.saler.standalone.distributed.Side;
import io.saler.standalone.postgresql.PostgreSql;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.Ports;
import io.saler.standalone.server.ServerFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real sides' schemas, in the databases and by the roles that they have on the embedded PostgreSQL. */
@EnabledOnOs(OS.LINUX)
class MovedStateTest {

    private static final String CONSTRAINTS = "23";

    @TempDir
    static Path temporary;

    private static EmbeddedServers servers;
    private static Database saler;
    private static final Map<Side, Database> SIDES = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        ServerFolders folders = new ServerFolders(
                target,
                target.resolve("programs"),
                Files.createDirectory(temporary.resolve("data")),
                Files.createDirectory(temporary.resolve("run")),
                Files.createDirectory(temporary.resolve("logs")));
        PostgreSql postgreSql = new PostgreSql(
                folders, MovedState.SIDES.stream().map(Side::database).toList());
        servers = new EmbeddedServers(List.of(postgreSql), new Ports());
        servers.start((server, took) -> {});
        saler = Database.of(postgreSql.connectionProperties());
        MovedState.SIDES.forEach(
                side -> SIDES.put(side, Database.of(postgreSql.connectionPropertiesOf(side.database()))));
    }

    @AfterAll
    static void stop() {
        servers.stop();
    }

    @Test
    void every_table_of_the_command_side_and_the_sagas_arrives() {
        List<DatabaseSchema> schemas = Stream.concat(
                        MovedState.SIDES.stream().flatMap(side -> MovedState.of(side).schemas().stream()),
                        Stream.of(DatabaseConfiguration.AXON, QuerySide.SCHEMA))
                .toList();
        new SchemaMigration(saler.dataSource(), schemas);
        List<String> filled = fill();
        token("order-saga", 3);
        token("notifications", 0);
        token("orders", 3);

        StateMigrationOutcome outcome = move();

        assertThat(outcome.isComplete()).isTrue();
        List<TableOutcome> tables =
                outcome.sides().stream().flatMap(side -> side.tables().stream()).toList();
        assertThat(tables)
                .filteredOn(table -> table.destination().rows() > 0)
                .extracting(TableOutcome::table)
                .contains("command.credential", "command.signing_key", "gateway.idempotent_request")
                .contains("saga.scheduled_tasks", "saga.mail_sent", "axon.saga", "axon.saga_association")
                .containsAll(filled.stream()
                        .filter(table -> table.matches("(command|gateway|saga)\\..*"))
                        .toList());
        assertThat(tables).extracting(TableOutcome::table).noneMatch(table -> table.startsWith("query."));
        assertThat(outcome.sides())
                .filteredOn(side -> side.side().equals("sagas"))
                .flatExtracting(SideOutcome::positions)
                .containsExactly(
                        new ProcessorPosition("notifications", 0, 0), new ProcessorPosition("order-saga", 0, 1));

        assertThat(move().sides()).extracting(SideOutcome::copied).containsOnly(false);
    }

    @Test
    void processors_are_found_by_the_package_of_their_side() {
        assertThat(MovedState.of(Side.SAGAS).processors())
                .contains("order-saga", "payment-gateway", "notifications")
                .doesNotContain("orders", "accounts");
        assertThat(MovedState.of(Side.COMMAND).processors())
                .contains("accounts-catch-up", "stores-catch-up")
                .doesNotContain("order-saga");
    }

    private static StateMigrationOutcome move() {
        Map<SideState, DataSource> destinations = new LinkedHashMap<>();
        SIDES.forEach((side, database) -> destinations.put(MovedState.of(side), database.dataSource()));
        try (EmbeddedState state =
                        EmbeddedState.lockedIn(saler.dataSource(), destinations.keySet(), MovedState.LEFT_BEHIND);
                EmbeddedEvents events = EmbeddedEvents.lockedIn(Jdbi.create(saler.dataSource()))) {
            return new StateMigration(state, events, destinations, table -> {}).run();
        }
    }

    /** Gives each table a row. Values are alike in all of them, so that rows refer to each other. */
    private static List<String> fill() {
        List<String> filled = new ArrayList<>();
        Jdbi.create(saler.dataSource()).useHandle(handle -> {
            List<String> left = handle.createQuery("""
                            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                            WHERE schemaname IN ('command', 'gateway', 'saga', 'axon', 'query')
                              AND tablename NOT IN ('flyway_schema_history', 'token', 'dead_letter')
                            ORDER BY 1
                            """).mapTo(String.class).list();
            // Those that refer to others are tried again when these have their rows.
            int before;
            do {
                before = left.size();
                left.removeIf(table -> {
                    String row = handle.createQuery("""
                                    SELECT string_agg(CASE format_type(atttypid, NULL)
                                        WHEN 'uuid' THEN '''00000000-0000-0000-0000-000000000001'''
                                        WHEN 'boolean' THEN 'true'
                                        WHEN 'bytea' THEN '''\\x0001'''
                                        WHEN 'timestamp with time zone' THEN '''2026-01-02T03:04:05Z'''
                                        WHEN 'date' THEN '''2026-01-02'''
                                        WHEN 'jsonb' THEN '''{}'''
                                        WHEN 'text[]' THEN '''{x}'''
                                        WHEN 'text' THEN '''x'''
                                        WHEN 'character varying' THEN '''x'''
                                        WHEN 'character' THEN '''x'''
                                        WHEN 'bigint' THEN '1' WHEN 'integer' THEN '1' WHEN 'smallint' THEN '1'
                                        WHEN 'numeric' THEN '1'
                                        ELSE 'DEFAULT' END, ', ' ORDER BY attnum)
                                    FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0
                                      AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
                                    """)
                            .bind(0, table)
                            .mapTo(String.class)
                            .one();
                    String columns = handle.createQuery("""
                                    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
                                    FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0
                                      AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
                                    """)
                            .bind(0, table)
                            .mapTo(String.class)
                            .one();
                    try {
                        handle.execute("INSERT INTO " + table + " (" + columns + ") VALUES (" + row + ")");
                        filled.add(table);
                        return true;
                    } catch (UnableToExecuteStatementException refused) {
                        // Some constraints want more than a value of the right type.
                        assertThat(refused.getCause())
                                .extracting("SQLState")
                                .asString()
                                .startsWith(CONSTRAINTS);
                        return false;
                    }
                });
            } while (left.size() < before);
        });
        return filled;
    }

    private static void token(String processor, long at) {
        Jdbi.create(saler.dataSource())
                .useHandle(handle -> handle.execute(
                        "INSERT INTO axon.token VALUES (?, 0, convert_to(?, 'UTF8'),"
                                + " 'org.axonframework.eventhandling.GapAwareTrackingToken', 'now', NULL)",
                        processor,
                        "{\"index\":" + at + ",\"gaps\":[]}"));
    }
}
