package io.saler.standalone.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.catalog.ProductId;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentRequested;
import io.saler.saga.Sagas;
import io.saler.standalone.postgresql.PostgreSql;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.Ports;
import io.saler.standalone.server.ServerFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An event store on the embedded PostgreSQL, with two orders of the same product, of which one was confirmed. */
@EnabledOnOs(OS.LINUX)
class GrowthTest {

    private static final ProductId PRODUCT = new ProductId(UUID.randomUUID());
    private static final String ITEM = InventoryItemId.of(PRODUCT).toString();
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final int EVENTS_OF_AN_ORDER = 8;

    @TempDir
    static Path temporary;

    private static EmbeddedServers servers;
    private static Jdbi database;

    private final OrderId confirmed = OrderId.random();
    private Handle handle;
    private long number;

    @BeforeAll
    static void start() throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        ServerFolders folders = new ServerFolders(
                target,
                target.resolve("programs"),
                Files.createDirectory(temporary.resolve("data")),
                Files.createDirectory(temporary.resolve("run")),
                Files.createDirectory(temporary.resolve("logs")));
        PostgreSql postgreSql = new PostgreSql(folders, List.of());
        servers = new EmbeddedServers(List.of(postgreSql), new Ports());
        servers.start((server, took) -> {});
        var connection = postgreSql.connectionProperties();
        DataSource source = new DriverManagerDataSource(
                connection.get("spring.datasource.url"),
                connection.get("spring.datasource.username"),
                connection.get("spring.datasource.password"));
        new SchemaMigration(source, List.of(DatabaseConfiguration.AXON, Sagas.SCHEMA));
        database = Jdbi.create(source);
    }

    @AfterAll
    static void stop() {
        servers.stop();
    }

    @BeforeEach
    void placeOrders() {
        handle = database.open();
        handle.execute("TRUNCATE axon.domain_event, axon.token, saga.mail_sent RESTART IDENTITY");
        happens("InventoryItem", ITEM, 0, InventoryItemCreated.class, "\"onHand\":20,\"lowStockThreshold\":0");
        confirm(confirmed);
        OrderId rejected = OrderId.random();
        happens("Order", rejected.toString(), 0, OrderPlaced.class, about(rejected));
        happens("InventoryItem", ITEM, 3, StockRejected.class, about(rejected) + ",\"requested\":50,\"available\":17");
        happens("Order", rejected.toString(), 1, OrderRejected.class, about(rejected));
        for (String processor : List.of("order-saga", "notifications", "orders")) {
            handle.execute(
                    "INSERT INTO axon.token VALUES (?, 0, convert_to(?, 'UTF8'), 'T', 'now', NULL)",
                    processor,
                    "{\"index\":" + number + ",\"gaps\":[]}");
        }
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void confirmed_orders_happen_again_with_identifiers_of_their_own() {
        assertThat(grow(number + 2 * EVENTS_OF_AN_ORDER - 1)).isEqualTo(new Growth.Outcome(2, 2 * EVENTS_OF_AN_ORDER));

        List<OrderId> copies = strings("""
                SELECT aggregateIdentifier FROM axon.domain_event
                WHERE type = 'Order' AND sequenceNumber = 0 AND globalIndex > ? ORDER BY globalIndex""", number).stream().map(OrderId::of).toList();
        assertThat(copies).hasSize(2).doesNotHaveDuplicates().doesNotContain(confirmed);
        for (OrderId copy : copies) {
            assertThat(strings("""
                    SELECT type || ' ' || aggregateIdentifier || ' ' || sequenceNumber FROM axon.domain_event
                    WHERE convert_from(payload, 'UTF8') LIKE '%' || ? || '%' AND type != 'InventoryItem'
                    ORDER BY globalIndex""", copy.toString()))
                    .containsExactly(
                            "Order " + copy + " 0",
                            "Payment " + PaymentId.of(copy, 1) + " 0",
                            "Payment " + PaymentId.of(copy, 1) + " 1",
                            "Order " + copy + " 1",
                            "Notification " + NotificationId.of(NotificationKind.ORDER_CONFIRMED, copy) + " 0",
                            "Notification " + NotificationId.of(NotificationKind.ORDER_CONFIRMED, copy) + " 1");
        }
        String since = "FROM axon.domain_event WHERE globalIndex > ? AND type = 'Order' AND sequenceNumber = 0 AND ";
        assertThat(strings(
                        "SELECT eventIdentifier " + since + "convert_from(payload, 'UTF8') LIKE '%" + CUSTOMER + "%'",
                        number))
                .hasSize(2);
        assertThat(strings("SELECT convert_from(metaData, 'UTF8') " + since + "true", number))
                .doesNotHaveDuplicates()
                .allMatch(metaData -> metaData.contains("\"actor\":\"CUSTOMER:" + CUSTOMER + "\""))
                .noneMatch(metaData -> metaData.contains(request(confirmed)));
        assertThat(strings("SELECT notification_id::text FROM saga.mail_sent"))
                .containsExactlyInAnyOrderElementsOf(copies.stream()
                        .map(copy -> NotificationId.of(NotificationKind.ORDER_CONFIRMED, copy)
                                .toString())
                        .toList());
    }

    @Test
    void stock_goes_down_with_every_copy() {
        grow(number + 2 * EVENTS_OF_AN_ORDER);

        assertThat(strings("""
                SELECT sequenceNumber || ': ' || (said ->> 'onHand') || ', ' || (said ->> 'reserved')
                FROM axon.domain_event CROSS JOIN LATERAL (SELECT convert_from(payload, 'UTF8')::jsonb AS said)
                WHERE type = 'InventoryItem' AND globalIndex > ? ORDER BY globalIndex""", number)).containsExactly("4: 17, 3", "5: 14, 0", "6: 14, 3", "7: 11, 0");
    }

    @Test
    void the_store_goes_on_after_the_copies() {
        long last = number + EVENTS_OF_AN_ORDER;
        grow(last);

        assertThat(strings("SELECT max(globalIndex)::text FROM axon.domain_event"))
                .containsExactly("" + last);
        assertThat(strings("SELECT nextval('axon.domain_event_globalindex_seq')::text"))
                .containsExactly("" + (last + 1));
    }

    @Test
    void only_processors_that_show_orders_have_the_copies_before_them() {
        grow(number + 1);

        assertThat(strings("SELECT processorName || ' ' || convert_from(token, 'UTF8') FROM axon.token ORDER BY 1"))
                .containsExactly(
                        "notifications {\"index\":" + (number + EVENTS_OF_AN_ORDER) + ",\"gaps\":[]}",
                        "order-saga {\"index\":" + (number + EVENTS_OF_AN_ORDER) + ",\"gaps\":[]}",
                        "orders {\"index\":" + number + ",\"gaps\":[]}");
    }

    @Test
    void generations_of_read_models_read_the_copies() {
        handle.execute("INSERT INTO axon.token VALUES ('orders@2', 0, '{\"index\":3,\"gaps\":[]}', 'T', 'now', NULL)");

        grow(number + 1);

        assertThat(strings("SELECT convert_from(token, 'UTF8') FROM axon.token WHERE processorName = 'orders@2'"))
                .containsExactly("{\"index\":3,\"gaps\":[]}");
    }

    @Test
    void a_store_that_is_large_enough_stays_as_it_is() {
        assertThat(grow(number)).isEqualTo(new Growth.Outcome(0, 0));
    }

    @Test
    void what_a_processor_has_not_acted_on_is_not_taken_from_it() {
        handle.execute("UPDATE axon.token SET token = '{\"index\":3,\"gaps\":[]}' WHERE processorName = 'order-saga'");

        assertThatThrownBy(() -> grow(1_000)).isInstanceOf(GrowthRefused.class).hasMessageContaining("(order-saga)");
    }

    @Test
    void nothing_is_sold_that_is_not_there_and_then_no_copy_stays() {
        assertThatThrownBy(() -> grow(1_000))
                .isInstanceOf(GrowthRefused.class)
                .hasMessageContaining("after 5 more orders");

        assertThat(strings("SELECT count(*)::text FROM axon.domain_event")).containsExactly("" + number);
    }

    @Test
    void orders_that_are_not_there_cannot_be_copied() {
        handle.execute("DELETE FROM axon.domain_event WHERE payloadType = ?", NotificationSent.class.getName());

        assertThatThrownBy(() -> grow(1_000))
                .isInstanceOf(GrowthRefused.class)
                .hasMessageContaining("no orders to copy");
    }

    @Test
    void what_a_file_tells_is_added_once() throws IOException {
        Path file = file(line("first", 0), line("first", 1));

        assertThat(tell(file)).isEqualTo(new Growth.Outcome(0, 2));
        assertThat(strings("SELECT timeStamp FROM axon.domain_event WHERE aggregateIdentifier = 'first'"))
                .containsOnly("2025-03-01T10:00:00.000Z");
        assertThatThrownBy(() -> tell(file)).isInstanceOf(GrowthRefused.class).hasMessageContaining("already");
        assertThat(strings("SELECT count(*)::text FROM axon.domain_event")).containsExactly("" + (number + 2));
    }

    @Test
    void a_line_that_tells_of_no_event_is_named_and_nothing_is_added() throws IOException {
        for (String nonsense : List.of(" ", "first\t1", line("first", 1).replace("2025-", "last year"))) {
            Path file = file(line("first", 0), nonsense);

            assertThatThrownBy(() -> tell(file))
                    .isInstanceOf(GrowthRefused.class)
                    .hasMessageContaining("line 2 of ");
        }
        assertThat(strings("SELECT count(*)::text FROM axon.domain_event")).containsExactly("" + number);
    }

    @Test
    void a_file_that_is_not_compressed_cannot_be_read() throws IOException {
        Path file = Files.writeString(Files.createTempFile(temporary, "year", ".tsv"), line("first", 0));

        assertThatThrownBy(() -> tell(file)).isInstanceOf(GrowthRefused.class).hasMessageContaining("cannot be read");
    }

    private static Growth.Outcome tell(Path file) {
        return new Growth(database, events -> {}).from(file);
    }

    private static String line(String aggregate, long sequence) {
        return String.join(
                "\t",
                aggregate,
                Long.toString(sequence),
                "Store",
                "io.saler.store.StoreOpened",
                "1",
                "2025-03-01T10:00:00Z",
                "{}");
    }

    private static Path file(String... lines) throws IOException {
        Path file = Files.createTempFile(temporary, "year", ".tsv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static Growth.Outcome grow(long wanted) {
        return new Growth(database, events -> {}).to(wanted);
    }

    private void confirm(OrderId order) {
        String id = order.toString();
        String payment = PaymentId.of(order, 1).toString();
        String mail = NotificationId.of(NotificationKind.ORDER_CONFIRMED, order).toString();
        happens("Order", id, 0, OrderPlaced.class, about(order) + ",\"customerId\":\"" + CUSTOMER + "\"");
        happens(
                "InventoryItem",
                ITEM,
                1,
                StockReserved.class,
                about(order) + ",\"quantity\":3,\"onHand\":20,\"reserved\":3");
        happens("Payment", payment, 0, PaymentRequested.class, about(order) + ",\"paymentId\":\"" + payment + "\"");
        happens(
                "Payment",
                payment,
                1,
                PaymentCaptured.class,
                about(order) + ",\"gatewayReference\":\"sim_" + payment + "\"");
        happens("Order", id, 1, OrderConfirmed.class, about(order) + ",\"paymentId\":\"" + payment + "\"");
        happens(
                "InventoryItem",
                ITEM,
                2,
                StockCommitted.class,
                about(order) + ",\"quantity\":3,\"onHand\":17,\"reserved\":0");
        happens("Notification", mail, 0, NotificationRequested.class, about(order));
        happens("Notification", mail, 1, NotificationSent.class, about(order));
    }

    private void happens(String type, String aggregate, long sequence, Class<?> event, String content) {
        String metaData = "{\"actor\":\"CUSTOMER:%s\",\"requestId\":\"%s\"}".formatted(CUSTOMER, request(confirmed));
        handle.execute(
                """
                INSERT INTO axon.domain_event (aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData,
                    payload, payloadRevision, payloadType, timeStamp)
                VALUES (?, ?, ?, ?, convert_to(?, 'UTF8'), convert_to(?, 'UTF8'), '1', ?, '2026-11-26T10:00:00.000Z')""",
                aggregate,
                sequence,
                type,
                UUID.randomUUID().toString(),
                metaData,
                "{" + content + "}",
                event.getName());
        number++;
    }

    private static String about(OrderId order) {
        return "\"orderId\":\"%s\"".formatted(order);
    }

    private static String request(OrderId order) {
        return "of-" + order;
    }

    private List<String> strings(String query, Object... values) {
        return handle.select(query, values).mapTo(String.class).list();
    }
}
