package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.identity.EmailAddress;
import io.saler.journal.FindSagas;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaFilter.Association;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.saga.Sagas;
import io.saler.saga.notification.Contacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A journal of many sagas, of which pages are read. How many there are is {@code -Dsaler.journal.rows}; how long each
 * page takes is printed. Half of all orders are for one product.
 */
class SagaSearchTest {

    private static final int ROWS = Integer.getInteger("saler.journal.rows", 50_000);
    private static final int PAGE = 51;

    /** Of 8 kB each; all of a journal of 50,000 sagas has some thousand more. */
    private static final int MOST_BLOCKS = 2_000;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MIDDLE = BEGIN.plusSeconds(ROWS / 2);
    private static final String HOT_PRODUCT = "11111111-1111-4111-8111-111111111111";

    private static final String SAGAS = """
            insert into saga.journal_saga
                (saga_id, type, status, own_status, step, started_at, last_activity_at, ended_at, failure, failing_since,
                 reason, attempts, retry_task, retry_id, deadlines, associations, entries)
            select md5('saga' || n)::uuid, type, status,
                case when status = 'STUCK' then 'RUNNING' else status end,
                case status when 'COMPENSATED' then 'REJECTING' when 'RUNNING' then 'AWAITING_CUSTOMER' else 'CONFIRMING' end,
                :begin::timestamptz + n * interval '1 second', :begin::timestamptz + n * interval '1 second',
                case when status not in ('RUNNING', 'STUCK') then :begin::timestamptz + n * interval '1 second' end,
                case when status = 'STUCK' then '{Step[action=CONFIRM_ORDER]=The order is paid already.}' end,
                case when status = 'STUCK' then :begin::timestamptz + n * interval '1 second' end,
                case when status = 'COMPENSATED'
                    then case when n % 200 = 0 then 'given-up-by-administrator' else 'payment-declined' end end,
                0,
                case when status = 'STUCK' then 'deadline' end, case when status = 'STUCK' then 'retry-' || n end,
                '{}', jsonb_build_object('orderId', md5('order' || n)::uuid), 16
            from (
                select n,
                    case when n % 500 = 0 then 'RefundSaga' else 'OrderSaga' end as type,
                    case when n % (:rows::int / 20) = 0 then 'STUCK' when n % (:rows::int / 100) = 0 then 'RUNNING'
                        when n % 10 = 0 then 'COMPENSATED' else 'COMPLETED' end as status
                from generate_series(1, :rows::int) n
            ) sagas""";

    private static final String ASSOCIATIONS = """
            insert into saga.journal_association (value, started_at, saga_id, key)
            select value, :begin::timestamptz + n * interval '1 second', md5('saga' || n)::uuid, key
            from generate_series(1, :rows::int) n
            cross join lateral (values
                ('orderId', md5('order' || n)::uuid::text),
                ('paymentId', md5('payment' || n)::uuid::text),
                ('customerId', md5('customer' || n % (:rows::int / 20))::uuid::text),
                ('productId', case when n % 2 = 0 then :product else md5('product' || n % 1000)::uuid::text end)
            ) about (key, value)""";

    private static HikariDataSource database;
    private static Jdbi jdbi;
    private static Contacts contacts;
    private static JournalSearch search;

    @BeforeAll
    static void start() {
        database = EmptyDatabase.create().pool();
        new SchemaMigration(database, List.of(DatabaseConfiguration.AXON, Sagas.SCHEMA));
        jdbi = Jdbi.create(database).installPlugin(new PostgresPlugin());
        contacts = new Contacts(jdbi);
        search = new JournalSearch(jdbi, contacts, new SagaOutlines(List.of()));
        jdbi.useHandle(handle -> {
            for (String rows : List.of(SAGAS, ASSOCIATIONS)) {
                handle.createUpdate(rows)
                        .bind("rows", ROWS)
                        .bind("begin", BEGIN)
                        .bind("product", HOT_PRODUCT)
                        .execute();
            }
            handle.execute("""
                    insert into saga.contact (user_id, email, name)
                    select md5('customer' || n)::uuid, 'Customer' || n || '@Example.org', 'Somebody'
                    from generate_series(0, %d) n""".formatted(ROWS / 20 - 1));
            handle.execute("vacuum analyze saga.journal_saga");
            handle.execute("vacuum analyze saga.journal_association");
            handle.execute("vacuum analyze saga.contact");
        });
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    static Stream<SagaFilter> filters() {
        var hot = new Association("productId", HOT_PRODUCT);
        var address = new EmailAddress("customer7@example.org");
        return Stream.of(
                SagaFilter.NONE,
                new Filter().startedBefore(MIDDLE).build(),
                new Filter()
                        .startedAfter(MIDDLE)
                        .startedBefore(MIDDLE.plusSeconds(60))
                        .build(),
                new Filter().status(SagaStatus.STUCK).build(),
                new Filter().status(SagaStatus.COMPLETED).build(),
                new Filter().status(SagaStatus.CANCELLED).build(),
                new Filter()
                        .status(SagaStatus.COMPENSATED)
                        .startedBefore(MIDDLE)
                        .build(),
                new Filter().type("RefundSaga").build(),
                new Filter().type("RefundSaga").status(SagaStatus.STUCK).build(),
                new Filter().step("AWAITING_CUSTOMER").build(),
                new Filter().step("NO_SUCH_STEP").build(),
                new Filter().reason("payment-declined").build(),
                new Filter()
                        .reason("given-up-by-administrator")
                        .type("OrderSaga")
                        .build(),
                new Filter().reason("no-such-reason").build(),
                new Filter().failure("paid already").build(),
                new Filter().association(hot).build(),
                new Filter().association(new Association(null, HOT_PRODUCT)).build(),
                new Filter().association(hot).startedBefore(MIDDLE).build(),
                new Filter().association(hot).status(SagaStatus.STUCK).build(),
                new Filter().association(hot).status(SagaStatus.COMPENSATED).build(),
                new Filter().association(hot).customer(address).build(),
                new Filter().customer(address).build(),
                new Filter()
                        .association(new Association("orderId", "no-such-order"))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsReadWithoutLookingAtAllSagas(SagaFilter filter) {
        assertThat(blocksRead(filter, null)).isLessThan(MOST_BLOCKS);
        assertThat(blocksRead(filter, new FindSagas.Place(MIDDLE, SagaId.random())))
                .isLessThan(MOST_BLOCKS);
    }

    private static int blocksRead(SagaFilter filter, FindSagas.Place after) {
        SagaSelection selection = SagaSelection.of(filter, contacts);
        if (after != null) {
            selection.after(after);
        }
        String plan = jdbi.withHandle(
                handle -> handle.createQuery("explain (analyze, buffers, format json) " + selection.sql("saga.*"))
                        .bindMap(selection.bindings())
                        .bind("limit", PAGE)
                        .mapTo(String.class)
                        .one());
        JsonNode read = new JsonMapper().readTree(plan).path(0);
        int blocks = read.path("Plan").path("Shared Hit Blocks").asInt()
                + read.path("Plan").path("Shared Read Blocks").asInt();
        System.out.printf(
                "%d sagas, %s: %d blocks, planned in %.1f ms, read in %.1f ms%n",
                ROWS,
                filter,
                blocks,
                read.path("Planning Time").asDouble(),
                read.path("Execution Time").asDouble());
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("filters")
    void pagesHaveEachSagaOnceAndTheNewestFirst(SagaFilter filter) {
        var seen = new ArrayList<SagaView>();
        FindSagas.Place after = null;
        for (int page = 0; page < 4; page++) {
            List<SagaView> found = search.find(filter, after, 7);
            seen.addAll(found);
            if (!found.isEmpty()) {
                after = new FindSagas.Place(
                        found.getLast().startedAt(), found.getLast().sagaId());
            }
        }

        assertThat(seen).extracting(SagaView::sagaId).doesNotHaveDuplicates();
        assertThat(seen).extracting(SagaView::startedAt).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(seen).containsExactlyElementsOf(search.find(filter, null, 28));
    }

    @Test
    void aFilterFindsAllThatItMeansAndNothingElse() {
        Map<SagaFilter, Integer> expected = Map.of(
                new Filter().type("RefundSaga").build(), ROWS / 500,
                new Filter().status(SagaStatus.STUCK).build(), 20,
                new Filter().status(SagaStatus.RUNNING).build(), 80,
                new Filter().step("AWAITING_CUSTOMER").build(), 80,
                new Filter().failure("PAID ALREADY").build(), 20,
                new Filter().customer(new EmailAddress("CUSTOMER7@example.org")).build(), 20,
                new Filter().customer(new EmailAddress("nobody@example.org")).build(), 0);

        expected.forEach((filter, count) ->
                assertThat(search.count(filter, null, ROWS)).as("%s", filter).isEqualTo(count));
        assertThat(search.count(new Filter().build(), SagaAction.RETRY, ROWS)).isEqualTo(20);
        assertThat(search.count(new Filter().build(), SagaAction.CANCEL, ROWS))
                .as("of types without an outline")
                .isZero();
    }

    @Test
    void countingEndsSomewhere() {
        assertThat(search.count(SagaFilter.NONE, null, SagaCount.MOST + 1)).isEqualTo(SagaCount.MOST + 1);
        assertThat(search.select(SagaFilter.NONE, null, 5)).hasSize(5);
    }
}
