package io.saler.demo.scenario;

import static io.saler.demo.Stories.article;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.saler.demo.assortment.Article;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.SalerClient;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderRushTest {

    private static final int ORDERS = 12;
    private static final int BUYERS = 3;
    private static final Article MUG = article("MUG", "19.00", 100);

    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger mostOfOneBuyer = new AtomicInteger();
    private final CountDownLatch allAreThere = new CountDownLatch(ORDERS);
    private HttpServer server;
    private OrderRush rush;
    private boolean answerOnlyToAll;

    @BeforeEach
    void openTheShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/orders", this::accept);
        server.start();
        SalerClient anyone = SalerClient.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        List<Person> people = IntStream.range(0, BUYERS)
                .mapToObj(number -> new Person("buyer" + number, anyone.signedInWith("token" + number)))
                .toList();
        var shop = new Shop(people.getFirst(), "store", List.of(MUG), Map.of(MUG.sku(), "product"));
        rush = new OrderRush("run", shop, people, new AcceptedOrders(null), Deadline.in(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void inTurnEachBuyerHasAtMostOneRequestUnderWayAndTheStoriesComeAsPlanned() {
        List<OrderStory> stories;
        try (Progress progress = unseen()) {
            stories = rush.placeInTurn(plan(), Duration.ofMillis(10), progress);
        }

        assertThat(stories).extracting(OrderStory::plan).isEqualTo(plan());
        assertThat(stories).allMatch(OrderStory::isAccepted);
        assertThat(underWay).hasSize(BUYERS);
        assertThat(mostOfOneBuyer).hasValue(1);
    }

    @Test
    void atOnceNobodyWaitsForAnAnswerToAnotherOrder() {
        answerOnlyToAll = true;
        List<OrderStory> stories;
        try (Progress progress = unseen()) {
            stories = rush.placeAtOnce(plan(), progress);
        }

        assertThat(stories).hasSize(ORDERS).allMatch(OrderStory::isAccepted);
    }

    private void accept(HttpExchange exchange) throws IOException {
        AtomicInteger buyers = underWay.computeIfAbsent(
                exchange.getRequestHeaders().getFirst("Authorization"), any -> new AtomicInteger());
        mostOfOneBuyer.accumulateAndGet(buyers.incrementAndGet(), Math::max);
        allAreThere.countDown();
        byte[] body = "{\"orderId\":\"o\",\"status\":\"PLACED\"}".getBytes(StandardCharsets.UTF_8);
        int status = !answerOnlyToAll || areAllThere() ? 202 : 500;
        buyers.decrementAndGet();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean areAllThere() {
        try {
            return allAreThere.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<PlannedOrder> plan() {
        return IntStream.rangeClosed(1, ORDERS)
                .mapToObj(number -> new PlannedOrder(
                        number, number % BUYERS, List.of(new PlannedOrder.Line(MUG, 1)), "pm_approve", Fate.CONFIRMED))
                .toList();
    }

    private static Progress unseen() {
        return new Terminal(new PrintStream(OutputStream.nullOutputStream()), false, false).begin("Placing", ORDERS);
    }
}
