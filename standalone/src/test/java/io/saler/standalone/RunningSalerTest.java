package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.saler.standalone.server.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One Saler with all servers, from its start to its end; the tests of its end come last. */
@EnabledOnOs(OS.LINUX)
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningSalerTest {

    private static final int LAST = Integer.MAX_VALUE;
    private static final int BEFORE_LAST = LAST - 1;
    private static final Duration SERVERS_END = Duration.ofSeconds(20);
    private static final Duration COMES_BACK = Duration.ofSeconds(60);

    @TempDir
    static Path temporary;

    private static final Map<String, Integer> USUAL_PORTS =
            Map.of("http", 8080, "postgresql", 5433, "redis", 6380, "kafka", 9094, "elasticsearch", 9201, "smtp", 3025);

    private static final List<ServerSocket> TAKEN = new ArrayList<>();
    private static Path data;
    private static SalerProcess saler;

    @BeforeAll
    static void start() throws Exception {
        data = temporary.resolve("data");
        USUAL_PORTS.values().forEach(RunningSalerTest::take);
        saler = SalerProcess.startReady(data, "--saler.dev.server-controls=true");
        saler.clients().greet("hello");
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        saler.close();
        for (ServerSocket taken : TAKEN) {
            taken.close();
        }
    }

    @Test
    void no_server_has_its_usual_port_while_that_is_taken() throws Exception {
        Map<String, Integer> ports = saler.ports();
        assertThat(ports).containsOnlyKeys("http", "postgresql", "redis", "kafka", "elasticsearch", "smtp");
        // A Saler of another test may have had some of them, and have given them back before this one asked.
        List<Integer> taken = TAKEN.stream().map(ServerSocket::getLocalPort).toList();
        assumeThat(taken).as("usual ports that were free").isNotEmpty();
        assertThat(ports.values()).doesNotContainAnyElementsOf(taken);
    }

    @Test
    void every_server_keeps_what_its_client_gives_it() throws Exception {
        Clients clients = saler.clients();
        assertThat(clients.inPostgreSql()).containsExactly("hello");
        assertThat(clients.inRedis()).isEqualTo("hello");
        assertThat(clients.inKafka()).containsExactly("hello");
        assertThat(clients.hitsInElasticsearch("hello")).isEqualTo(1);
        assertThat(subjects("ada@example.test")).containsExactly("hello");
    }

    @Test
    void everything_listens_on_the_loopback_address_only() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        assumeThat(others).as("addresses besides the loopback's").isNotEmpty();
        for (int port : saler.ports().values()) {
            for (InetAddress other : others) {
                try (ServerSocket socket = new ServerSocket()) {
                    // Somebody who listens on all addresses would be in the way.
                    socket.bind(new InetSocketAddress(other, port));
                }
            }
        }
    }

    @Test
    void postgresql_is_durable_and_serves_both_databases() throws Exception {
        try (Connection shop = saler.clients().postgresql();
                Connection ledger = saler.clients().ledger()) {
            assertThat(show(shop, "server_version")).startsWith("18.");
            assertThat(show(shop, "fsync")).isEqualTo("on");
            assertThat(show(shop, "synchronous_commit")).isEqualTo("on");
            assertThat(shop.getCatalog()).isEqualTo("saler");
            assertThat(ledger.getCatalog()).isEqualTo("simulated_gateway");
        }
    }

    @Test
    void elasticsearch_analyses_arabic_and_english_under_the_usual_names() throws Exception {
        try (ElasticsearchClient search = saler.clients().elasticsearch()) {
            assertThat(search.info().version().number()).startsWith("9.");
            search.indices()
                    .create(index -> index.index("products")
                            .settings(settings -> settings.analysis(analysis -> analysis.filter(
                                            "beginnings",
                                            filter -> filter.definition(edge -> edge.edgeNgram(
                                                    grams -> grams.minGram(2).maxGram(10))))
                                    .analyzer(
                                            "typing",
                                            analyzer -> analyzer.custom(custom -> custom.tokenizer("standard")
                                                    .filter(
                                                            "lowercase",
                                                            "asciifolding",
                                                            "decimal_digit",
                                                            "arabic_normalization",
                                                            "arabic_stem",
                                                            "beginnings")))))
                            .mappings(mapping -> mapping.properties(
                                            "ar", field -> field.text(text -> text.analyzer("arabic")))
                                    .properties("en", field -> field.text(text -> text.analyzer("english")))
                                    .properties("typed", field -> field.text(text -> text.analyzer("typing")))));

            assertThat(tokens(search, "arabic", "الكتب الجميلة")).containsExactly("كتب", "جميل");
            assertThat(tokens(search, "english", "the running shoes")).containsExactly("run", "shoe");
            assertThat(tokens(search, "typing", "Crème ١٢")).containsExactly("cr", "cre", "crem", "creme", "12");
        }
    }

    @Test
    void a_second_saler_on_the_same_data_is_refused() throws Exception {
        try (SalerProcess second = SalerProcess.start(data)) {
            assertThat(second.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(second.output())
                    .contains("Saler could not start: Another Saler uses the data directory " + data)
                    .doesNotContain("\tat ");
        }
        assertThat(saler.clients().inPostgreSql()).contains("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "redis", "kafka", "elasticsearch"})
    void a_server_that_is_killed_comes_back_on_its_port_with_its_data(String name) throws Exception {
        JsonNode before = server(name);
        long pid = before.path("pid").asLong();

        try (var _ = SalerProcess.quiet()) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().atMost(COMES_BACK).until(() -> isBack(name, pid));
        }

        assertThat(server(name).path("port")).isEqualTo(before.path("port"));
        switch (name) {
            case "postgresql" -> assertThat(saler.clients().inPostgreSql()).contains("hello");
            case "redis" -> assertThat(saler.clients().inRedis()).isEqualTo("hello");
            case "kafka" -> assertThat(saler.clients().inKafka()).contains("hello");
            default -> assertThat(saler.clients().hitsInElasticsearch("hello")).isEqualTo(1);
        }
        assertThat(saler.output()).contains(name + " ended by itself").contains(name + " runs again on port");
    }

    @Test
    void a_server_that_is_taken_away_stays_away_until_it_is_brought_back() throws Exception {
        try (var _ = SalerProcess.quiet()) {
            assertThat(saler.post("/dev/servers/redis/stop")).isEqualTo(204);
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> {
                JsonNode redis = server("redis");
                return !redis.path("running").asBoolean() && !redis.path("pid").isNumber();
            });

            assertThat(saler.post("/dev/servers/redis/start")).isEqualTo(204);
        }
        assertThat(saler.clients().inRedis()).isEqualTo("hello");
    }

    @Test
    void the_mail_server_can_be_taken_away_too() throws Exception {
        int port = saler.port("smtp");

        try (var _ = SalerProcess.quiet()) {
            assertThat(saler.post("/dev/servers/smtp/stop")).isEqualTo(204);
            assertThat(Ports.isFree(port)).isTrue();
            assertThat(saler.post("/dev/servers/smtp/start")).isEqualTo(204);
        }

        saler.clients().mail("eve@example.test", "after the start");
        assertThat(subjects("eve@example.test")).containsExactly("after the start");
    }

    @Test
    void an_unknown_server_is_not_found() throws Exception {
        assertThat(saler.post("/dev/servers/oracle/stop")).isEqualTo(404);
    }

    @Test
    void mail_is_read_by_its_recipient_newest_first() throws Exception {
        saler.clients().mail("bob@example.test", "first");
        saler.clients().mail("bob@example.test", "second");

        assertThat(subjects("bob@example.test")).containsExactly("second", "first");
        assertThat(subjects("BOB@example.test")).hasSize(2);
        assertThat(subjects("nobody@example.test")).isEmpty();
        JsonNode newest =
                saler.get("/dev/mail?to=bob@example.test").path("items").path(0);
        assertThat(newest.propertyNames()).containsExactlyInAnyOrder("to", "subject", "text", "html", "receivedAt");
    }

    @Test
    void a_web_page_that_made_its_own_name_point_here_is_refused() throws Exception {
        assertThat(statusLine("127.0.0.1")).contains(" 200");
        assertThat(statusLine("localhost")).contains(" 200");
        assertThat(statusLine("attacker.example")).contains(" 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: http", "Forwarded: for=x", "Via: 1.1 proxy"})
    void what_a_proxy_on_this_machine_passes_on_is_refused(String header) throws Exception {
        String answer = answer("localhost\r\n" + header);

        assertThat(answer).startsWith("HTTP/1.1 403").contains("/problems/local-callers-only");
    }

    @Test
    void a_mailed_link_leads_to_this_saler_although_the_usual_port_is_taken() throws Exception {
        assertThat(saler.register("carol@example.test")).isBetween(200, 202);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !subjects("carol@example.test").isEmpty());
        assertThat(saler.get("/dev/mail?to=carol@example.test")
                        .path("items")
                        .path(0)
                        .path("text")
                        .asString())
                .contains("http://127.0.0.1:" + saler.port("http") + "/");
    }

    @Test
    void a_search_index_that_was_lost_is_made_again_although_nothing_is_sold() throws Exception {
        await().atMost(COMES_BACK).until(() -> saler.status("/search") == 200);
        try (ElasticsearchClient search = saler.clients().elasticsearch()) {
            search.indices().delete(index -> index.index("saler-products-v1-index"));
        }

        assertThat(saler.status("/search")).isEqualTo(503);

        await().atMost(COMES_BACK).until(() -> saler.status("/search") == 200);
    }

    private static void take(int port) {
        try {
            TAKEN.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException takenBySomebodyElse) {
            // Just as well.
        }
    }

    private static List<String> tokens(ElasticsearchClient search, String analyzer, String text) throws IOException {
        return search
                .indices()
                .analyze(question ->
                        question.index("products").analyzer(analyzer).text(text))
                .tokens()
                .stream()
                .map(token -> token.token())
                .toList();
    }

    private static String show(Connection connection, String setting) throws Exception {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @Order(BEFORE_LAST)
    void what_was_kept_survives_a_kill_and_no_server_outlives_its_saler() throws Exception {
        List<ProcessHandle> family = new ArrayList<>(saler.family());
        ProcessHandle leftover =
                ProcessHandle.of(server("redis").path("pid").asLong()).orElseThrow();
        family.remove(leftover);

        saler.killButLeave(leftover);

        await().atMost(SERVERS_END).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(leftover.isAlive()).isTrue();

        saler = SalerProcess.startReady(data, "--saler.dev.server-controls=true");
        assertThat(leftover.isAlive()).isFalse();
        every_server_keeps_what_its_client_gives_it();
    }

    /** A signal to the whole process group reaches Saler alone: it ends its servers itself, after the application. */
    @Test
    @Order(LAST)
    void a_stop_is_orderly() throws Exception {
        List<ProcessHandle> family = saler.family();

        saler.signalGroup("TERM");

        saler.awaitExit(Duration.ofSeconds(15));
        // Those that only watch for its end see it a moment later.
        await().untilAsserted(() -> assertThat(family).isNotEmpty().noneMatch(ProcessHandle::isAlive));
        assertThat(data.resolve("saler.json")).doesNotExist();
        assertThat(saler.output()).contains("Saler has stopped");
        assertThat(data.resolve("logs/postgresql.log")).content().contains("database system is shut down");
    }

    private static String statusLine(String host) throws IOException {
        return answer(host).lines().findFirst().orElse("");
    }

    private static String answer(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", saler.port("http"))) {
            String request = "GET /dev/mail HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isBack(String name, long formerPid) throws Exception {
        JsonNode server = server(name);
        return server.path("running").asBoolean()
                && server.path("pid").asLong(formerPid) != formerPid
                && saler.output().contains(name + " runs again on port");
    }

    private static JsonNode server(String name) throws Exception {
        for (JsonNode server : saler.get("/dev/servers").path("items")) {
            if (server.path("name").asString().equals(name)) {
                return server;
            }
        }
        throw new AssertionError("There is no server " + name);
    }

    private static List<String> subjects(String to) throws Exception {
        return saler.get("/dev/mail?to=" + to)
                .path("items")
                .valueStream()
                .map(mail -> mail.path("subject").asString())
                .toList();
    }
}
