package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.migration.StateMigrationOutcome.SideOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.TableOutcome;
import io.saler.axonserver.schema.DatabaseSchema;
import io.saler.axonserver.schema.SchemaMigration;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.SerializedObject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateMigrationTest {

    private static final DatabaseSchema SHOP = new DatabaseSchema("shop", "db/migration/shop");
    private static final DatabaseSchema CLERK = new DatabaseSchema("clerk", "db/migration/clerk");

    private static final SideState SHOP_SIDE = new SideState("shop-side", List.of(SHOP), Set.of(), Set.of("till"));
    private static final SideState CLERK_SIDE = new SideState(
            "clerk-side",
            List.of(CLERK),
            Set.of("axon.saga", "axon.saga_association"),
            Set.of("errands", "parcels", "letters"));

    private static EmbeddedStore filled;

    private EmbeddedStore store;
    private DataSource shop;
    private DataSource clerk;

    @BeforeAll
    static void fill() {
        filled = EmbeddedStore.create();
        new SchemaMigration(filled.dataSource(), List.of(SHOP, CLERK));
        filled.database().useHandle(handle -> {
            handle.execute("INSERT INTO shop.shelf (above, labels, note, key, seen, price, share) VALUES"
                    + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                    + " (1, '{\"a,b\",NULL,\"\"}', '{\"tab\": \"\\t\"}', '\\x00ff5c2e', '2026-01-02 03:04:05.678901+02',"
                    + " 1.10, 0.1)");
            handle.execute(
                    "INSERT INTO shop.article (shelf_id, \"Name\") VALUES (2, ?), (1, ?), (1, ?)",
                    "",
                    "\\N",
                    "ä\t\n\\.");
            handle.execute("DELETE FROM shop.article WHERE \"Name\" = ''");
            handle.execute("SELECT nextval('shop.invoice'), nextval('shop.invoice')");
            handle.execute(
                    "INSERT INTO clerk.task VALUES ('errand', ?), ('without data', NULL)", new byte[] {0, 9, 10, 92});
            handle.execute("INSERT INTO axon.saga VALUES ('s1', '1', 'Errand', ?)", bytes("{\"step\":2}"));
            handle.execute("INSERT INTO axon.saga_association (associationKey, associationValue, sagaId, sagaType)"
                    + " VALUES ('orderId', 'o1', 's1', 'Errand'), ('paymentId', 'p1', 's1', 'Errand')");
        });
        // 1 to 4, 6 to 9, 11 to 14
        filled.appendOrders(4);
    }

    @BeforeEach
    void beginAnew() {
        store = filled.copyTo("saler");
        shop = EmptyDatabase.create("shop_side").source();
        clerk = EmptyDatabase.create("clerk_side").source();
    }

    @Test
    void every_row_arrives_and_the_source_stays_as_it_was() {
        List<String> before = everythingIn(store.dataSource());

        StateMigrationOutcome outcome = move();

        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.sides()).extracting(SideOutcome::copied).containsExactly(true, true);
        for (String table : List.of("shop.shelf", "shop.article")) {
            assertThat(rows(shop, table)).isNotEmpty().isEqualTo(rows(store.dataSource(), table));
        }
        for (String table : List.of("clerk.task", "axon.saga", "axon.saga_association")) {
            assertThat(rows(clerk, table)).isNotEmpty().isEqualTo(rows(store.dataSource(), table));
        }
        assertThat(outcome.sides().getFirst().tables())
                .extracting(TableOutcome::table)
                .contains("shop.unused")
                .doesNotContain("axon.saga", "axon.domain_event", "shop.flyway_schema_history");
        assertThat(everythingIn(store.dataSource())).isEqualTo(before);
    }

    @Test
    void a_side_is_given_nothing_of_another() {
        move();

        assertThat(rows(shop, "axon.saga")).isEmpty();
        assertThat(rows(clerk, "axon.domain_event")).isEmpty();
        assertThat(texts(clerk, "SELECT nspname FROM pg_namespace WHERE nspname IN ('shop', 'clerk')"))
                .containsExactly("clerk");
    }

    @Test
    void numbers_are_counted_on_where_they_stopped() {
        move();

        assertThat(next(shop, "INSERT INTO shop.shelf DEFAULT VALUES RETURNING id"))
                .isEqualTo(3);
        assertThat(next(shop, "INSERT INTO shop.article (shelf_id, \"Name\") VALUES (1, 'new') RETURNING id"))
                .isEqualTo(4);
        assertThat(next(shop, "SELECT nextval('shop.invoice')")).isEqualTo(21);
        assertThat(next(clerk, "INSERT INTO axon.saga_association (sagaId) VALUES ('s2') RETURNING id"))
                .isEqualTo(3);
        assertThat(next(clerk, "SELECT nextval('axon.domain_event_globalindex_seq')"))
                .isEqualTo(1);
    }

    @Test
    void a_table_that_was_added_later_is_moved_without_anybody_thinking_of_it() {
        new SchemaMigration(shop, List.of(SHOP));
        for (DataSource database : List.of(store.dataSource(), shop)) {
            Jdbi.create(database).useHandle(handle -> handle.execute("CREATE TABLE shop.latecomer (name text)"));
        }
        store.database().useHandle(handle -> handle.execute("INSERT INTO shop.latecomer VALUES ('here')"));

        move();

        assertThat(rows(shop, "shop.latecomer")).containsExactly("(here)");
    }

    @Test
    void processors_go_on_behind_the_event_that_they_have_handled_last() {
        token("errands", 0, GapAwareTrackingToken.newInstance(14, List.of()));
        // Nothing will ever be where 5 was.
        token("errands", 1, GapAwareTrackingToken.newInstance(8, List.of(5L)));
        // 6 came after 9 had been handled.
        token("parcels", 0, GapAwareTrackingToken.newInstance(9, List.of(5L, 6L)));
        token("letters", 0, null);
        token("letters", 1, GapAwareTrackingToken.newInstance(0, List.of()));
        token("shelves-shown", 0, GapAwareTrackingToken.newInstance(14, List.of()));

        StateMigrationOutcome outcome = move();

        assertThat(outcome.sides().getLast().positions())
                .containsExactly(
                        new ProcessorPosition("errands", 0, 12),
                        new ProcessorPosition("errands", 1, 7),
                        new ProcessorPosition("letters", 0, 0),
                        new ProcessorPosition("letters", 1, 0),
                        new ProcessorPosition("parcels", 0, 4));
        assertThat(tokenIn(clerk, "errands", 0)).contains(new GlobalSequenceTrackingToken(11));
        assertThat(tokenIn(clerk, "errands", 1)).contains(new GlobalSequenceTrackingToken(6));
        assertThat(tokenIn(clerk, "parcels", 0)).contains(new GlobalSequenceTrackingToken(3));
        assertThat(tokenIn(clerk, "letters", 0)).isEmpty();
        assertThat(tokenIn(clerk, "letters", 1)).isEmpty();
        assertThat(rows(clerk, "axon.token")).hasSize(5);
        assertThat(rows(shop, "axon.token")).isEmpty();
    }

    @Test
    void dead_letters_go_to_the_side_whose_processor_has_parked_them() {
        deadLetter("d1", "parcels", 7);
        deadLetter("d2", "shelves-shown", 8);

        move();

        assertThat(texts(
                        clerk,
                        "SELECT deadLetterIdentifier || ' ' || tokenType || ' ' || convert_from(token, 'UTF8')"
                                + " FROM axon.dead_letter"))
                .containsExactly("d1 " + GlobalSequenceTrackingToken.class.getName() + " {\"globalIndex\":5}");
        assertThat(rows(shop, "axon.dead_letter")).isEmpty();
    }

    @Test
    void a_processor_in_a_replay_has_to_finish_first() {
        TrackingToken here = GapAwareTrackingToken.newInstance(9, List.of());
        token("parcels", 0, ReplayToken.createReplayToken(here, GapAwareTrackingToken.newInstance(2, List.of())));

        assertThatThrownBy(this::move)
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("Processor parcels")
                .hasMessageContaining("replay");
        assertThat(rows(clerk, "clerk.task")).isEmpty();
    }

    @Test
    void a_move_that_is_repeated_compares_and_changes_nothing() {
        token("parcels", 0, GapAwareTrackingToken.newInstance(9, List.of(5L)));
        StateMigrationOutcome first = move();

        StateMigrationOutcome second = move();

        assertThat(second.isComplete()).isTrue();
        assertThat(second.sides()).extracting(SideOutcome::copied).containsExactly(false, false);
        assertThat(second.sides())
                .extracting(SideOutcome::tables)
                .isEqualTo(first.sides().stream().map(SideOutcome::tables).toList());
    }

    @Test
    void a_move_that_was_cut_short_between_two_databases_goes_on_with_the_second() {
        move(Map.of(SHOP_SIDE, shop), progress -> {});

        StateMigrationOutcome outcome = move();

        assertThat(outcome.sides()).extracting(SideOutcome::copied).containsExactly(false, true);
        assertThat(rows(clerk, "clerk.task")).isEqualTo(rows(store.dataSource(), "clerk.task"));
    }

    @Test
    void a_move_that_is_killed_leaves_nothing_and_can_be_repeated() {
        Consumer<TableOutcome> kill = table -> {
            if (table.table().equals("clerk.task")) {
                store.database()
                        .useHandle(handle -> handle.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = 'clerk_side'"));
            }
        };

        assertThatThrownBy(() -> move(both(), kill)).isInstanceOf(MigrationRefused.class);
        assertThat(rows(shop, "shop.shelf")).isEmpty();
        assertThat(rows(clerk, "clerk.task")).isEmpty();

        assertThat(move().isComplete()).isTrue();
        assertThat(rows(clerk, "clerk.task")).hasSize(2);
    }

    @Test
    void a_row_that_arrived_differently_is_found_and_nothing_is_kept() {
        new SchemaMigration(clerk, List.of(CLERK));
        Jdbi.create(clerk).useHandle(handle -> handle.execute("""
                CREATE FUNCTION clerk.spoil() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN NEW.data := '\\x00'; RETURN NEW; END $$;
                CREATE TRIGGER spoil BEFORE INSERT ON clerk.task FOR EACH ROW EXECUTE FUNCTION clerk.spoil();
                """));

        StateMigrationOutcome outcome = move();

        assertThat(outcome.isComplete()).isFalse();
        assertThat(outcome.sides().getLast().tables())
                .filteredOn(table -> !table.isEqual())
                .extracting(TableOutcome::table)
                .containsExactly("clerk.task");
        assertThat(rows(shop, "shop.shelf")).isEmpty();
        assertThat(rows(clerk, "clerk.task")).isEmpty();
    }

    @Test
    void a_database_with_rows_of_its_own_is_refused_and_none_is_touched() {
        new SchemaMigration(clerk, List.of(CLERK));
        Jdbi.create(clerk).useHandle(handle -> handle.execute("INSERT INTO clerk.task VALUES ('mine', NULL)"));

        assertThatThrownBy(this::move)
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("clerk-side has rows of its own");
        assertThat(rows(clerk, "clerk.task")).hasSize(1);
        assertThat(rows(shop, "shop.shelf")).isEmpty();
    }

    @Test
    void a_side_that_has_worked_since_the_move_is_not_given_its_state_again() {
        move();
        Jdbi.create(shop)
                .useHandle(handle ->
                        handle.execute("INSERT INTO axon.token (processorName, segment) VALUES ('catch-up', 0)"));

        assertThatThrownBy(this::move)
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("shop-side has rows of its own");
    }

    @Test
    void rows_where_the_source_has_none_for_that_side_are_rows_of_its_own() {
        move();
        Jdbi.create(shop)
                .useHandle(handle -> handle.execute("INSERT INTO axon.saga VALUES ('s2', '1', 'Errand', NULL)"));

        assertThatThrownBy(this::move).hasMessageContaining("shop-side has rows of its own");
    }

    @Test
    void source_and_destinations_have_to_be_different_databases() {
        assertThatThrownBy(() -> move(Map.of(SHOP_SIDE, store.dataSource()), progress -> {}))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("the same database twice");

        Map<SideState, DataSource> same = new LinkedHashMap<>(both());
        same.put(CLERK_SIDE, shop);
        assertThatThrownBy(() -> move(same, progress -> {}))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("the same database twice");
        assertThat(rows(shop, "shop.shelf")).isEmpty();
    }

    @Test
    void a_source_that_somebody_uses_is_refused() throws Exception {
        try (Connection saler = store.connection();
                Statement statement = saler.createStatement()) {
            statement.execute("SET application_name = 'Saler that was forgotten'");

            assertThatThrownBy(this::move)
                    .isInstanceOf(MigrationRefused.class)
                    .hasMessageContaining("Somebody else uses Saler's database, Saler that was forgotten");
        }
    }

    @Test
    void nobody_writes_to_the_source_meanwhile() {
        List<String> refusals = new ArrayList<>();

        move(
                both(),
                table -> store.database().useHandle(handle -> {
                    handle.execute("SET lock_timeout = '50ms'");
                    try {
                        handle.execute("INSERT INTO clerk.task VALUES ('late', NULL)");
                    } catch (RuntimeException refused) {
                        refusals.add(refused.getMessage());
                    }
                }));

        assertThat(refusals).isNotEmpty().allMatch(refusal -> refusal.contains("lock timeout"));
        assertThat(rows(store.dataSource(), "clerk.task")).hasSize(2);
    }

    @Test
    void a_database_of_another_version_of_Saler_is_refused() {
        store.database()
                .useHandle(handle -> handle.execute(
                        "UPDATE clerk.flyway_schema_history SET version = '0'" + " WHERE version = '1'"));

        assertThatThrownBy(this::move)
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("clerk=0")
                .hasMessageContaining("clerk=1");
    }

    @Test
    void a_schema_that_nobody_is_given_has_to_be_known() {
        store.database().useHandle(handle -> {
            handle.execute("CREATE SCHEMA attic");
            handle.execute("CREATE TABLE attic.flyway_schema_history (version text)");
        });

        assertThatThrownBy(this::move).isInstanceOf(MigrationRefused.class).hasMessageContaining("schema attic");
        try (EmbeddedState known = EmbeddedState.lockedIn(store.dataSource(), both().keySet(), Set.of("attic"))) {
            assertThat(known.versions(SHOP_SIDE)).containsKey("shop");
        }
    }

    @Test
    void a_source_that_lacks_a_schema_and_databases_that_are_away_are_told_apart() {
        store.database().useHandle(handle -> handle.execute("DROP SCHEMA clerk CASCADE"));
        assertThatThrownBy(this::move).isInstanceOf(MigrationRefused.class).hasMessageContaining("no schema clerk");

        new SchemaMigration(store.dataSource(), List.of(CLERK));
        DataSource away = new org.springframework.jdbc.datasource.DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:1/saler_sagas", "saler_sagas", "");
        assertThatThrownBy(() -> move(Map.of(CLERK_SIDE, away), progress -> {}))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("database of the clerk-side cannot be reached");
    }

    @Test
    void a_database_that_is_used_for_something_else_is_refused() {
        Jdbi.create(clerk).useHandle(handle -> {
            handle.execute("CREATE SCHEMA clerk");
            handle.execute("CREATE TABLE clerk.theirs (name text)");
        });

        assertThatThrownBy(this::move)
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("clerk-side cannot be prepared");
    }

    private Map<SideState, DataSource> both() {
        Map<SideState, DataSource> both = new LinkedHashMap<>();
        both.put(SHOP_SIDE, shop);
        both.put(CLERK_SIDE, clerk);
        return both;
    }

    private StateMigrationOutcome move() {
        return move(both(), progress -> {});
    }

    private StateMigrationOutcome move(Map<SideState, DataSource> destinations, Consumer<TableOutcome> progress) {
        try (EmbeddedState state =
                        EmbeddedState.lockedIn(store.dataSource(), List.of(SHOP_SIDE, CLERK_SIDE), Set.of());
                EmbeddedEvents events = EmbeddedEvents.lockedIn(store.database())) {
            return new StateMigration(state, events, destinations, progress).run();
        }
    }

    private void token(String processor, int segment, TrackingToken token) {
        SerializedObject<byte[]> written =
                token == null ? null : EmbeddedStore.SERIALIZER.serialize(token, byte[].class);
        store.database()
                .useHandle(handle -> handle.createUpdate(
                                "INSERT INTO axon.token VALUES (:processor, :segment, :token, :type,"
                                        + " '2026-01-02T03:04:05Z', NULL)")
                        .bind("processor", processor)
                        .bind("segment", segment)
                        .bind("token", written == null ? null : written.getData())
                        .bind("type", written == null ? null : written.getType().getName())
                        .execute());
    }

    private void deadLetter(String identifier, String group, long at) {
        store.database()
                .useHandle(handle -> handle.createUpdate("INSERT INTO axon.dead_letter (deadLetterIdentifier,"
                                + " processingGroup, sequenceIdentifier, sequenceIndex, messageType, eventIdentifier,"
                                + " timestamp, payloadType, payload, tokenType, token, enqueuedAt) VALUES (:id, :group,"
                                + " 'o1', 0, 'Event', :id, 'now', 'Thing', '\\x00', :type, :token, 'now')")
                        .bind("id", identifier)
                        .bind("group", group)
                        .bind("type", GapAwareTrackingToken.class.getName())
                        .bind("token", bytes("{\"index\":" + at + ",\"gaps\":[]}"))
                        .execute());
    }

    private static Optional<TrackingToken> tokenIn(DataSource database, String processor, int segment) {
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(new DataSourceConnectionProvider(database))
                .serializer(EmbeddedStore.SERIALIZER)
                .schema(TokenSchema.builder().setTokenTable("axon.token").build())
                .build();
        return Optional.ofNullable(tokens.fetchToken(processor, segment));
    }

    private static List<String> rows(DataSource database, String table) {
        return texts(database, "SELECT r::text FROM " + table + " r ORDER BY 1");
    }

    private static List<String> everythingIn(DataSource database) {
        return texts(
                database,
                "SELECT format('%s.%s %s', schemaname, relname, query_to_xml(format("
                        + "'SELECT * FROM %I.%I r ORDER BY r::text', schemaname, relname), true, true, ''))"
                        + " FROM pg_stat_user_tables ORDER BY 1");
    }

    private static List<String> texts(DataSource database, String sql) {
        return Jdbi.create(database)
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static long next(DataSource database, String sql) {
        return Jdbi.create(database)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
