package io.saler.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a Saler as benchmarks talk to: everybody gets in, and what becomes of orders is told by numbers. */
final class StubSaler implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("status=(\\w+)");

    /** How many orders are confirmed; those after them are rejected for lack of stock. */
    volatile int units = Integer.MAX_VALUE;

    /** How many orders, before all others, are answered 503. */
    volatile int unavailable = 0;

    /** From the moment at which an order is accepted until a list shows it. */
    volatile Duration shownAfter = Duration.ZERO;

    /** From the moment at which an order is accepted until it has ended. */
    volatile Duration endedAfter = Duration.ZERO;

    /** How long it takes to say how much was tracked. */
    volatile Duration realtimeTakes = Duration.ZERO;

    /** What was asked for, as it came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final AtomicInteger products = new AtomicInteger();
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private record Order(int number, boolean isSold, long acceptedAt) {}

    StubSaler() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/auth/register", exchange -> answer(exchange, 201, "{\"userId\": \"u\"}"));
        server.createContext("/auth/verify", exchange -> answer(exchange, 204, ""));
        server.createContext("/auth/login", exchange -> answer(exchange, 200, """
                {"accessToken": "a", "refreshToken": "r", "tokenType": "Bearer", "expiresIn": 900}"""));
        server.createContext("/dev/mail", exchange -> answer(exchange, 200, """
                {"items": [{"text": "http://localhost/auth/verify?token=t"}], "next": null}"""));
        server.createContext("/stores", exchange -> answer(exchange, 201, "{\"storeId\": \"s\"}"));
        server.createContext(
                "/products",
                exchange -> answer(exchange, 201, "{\"productId\": \"p%d\"}".formatted(products.getAndIncrement())));
        server.createContext("/orders", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                order(exchange);
            } else {
                list(exchange);
            }
        });
        server.createContext("/analytics/events", exchange -> answer(exchange, 202, "{}"));
        server.createContext("/analytics/realtime", exchange -> {
            pause(realtimeTakes);
            answer(exchange, 200, "{\"counts\": {}}");
        });
        server.start();
    }

    SalerClient client() {
        return SalerClient.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    int orders() {
        return orders.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int number = asked.getAndIncrement();
        if (number < unavailable) {
            answer(exchange, 503, "{}");
            return;
        }
        var order = new Order(number, number - unavailable < units, System.nanoTime());
        orders.add(order);
        if (exchange.getRequestHeaders().getFirst("Prefer") == null) {
            answer(exchange, 202, "{\"orderId\": \"o%d\", \"status\": \"PLACED\"}".formatted(number));
        } else if (order.isSold()) {
            answer(exchange, 201, "{\"orderId\": \"o%d\", \"status\": \"CONFIRMED\"}".formatted(number));
        } else {
            answer(exchange, 409, "{\"type\": \"/problems/insufficient-stock\"}");
        }
    }

    /** All on one page, but for those that are not yet shown. */
    private void list(HttpExchange exchange) throws IOException {
        Matcher wanted = STATUS.matcher(exchange.getRequestURI().getQuery());
        String status = wanted.find() ? wanted.group(1) : null;
        List<String> items = orders.stream()
                .filter(order -> isOver(order, shownAfter))
                .filter(order -> status == null || statusOf(order).equals(status))
                .map(order -> "{\"orderId\": \"o%d\", \"status\": \"%s\"}".formatted(order.number(), statusOf(order)))
                .toList();
        answer(exchange, 200, "{\"items\": %s, \"next\": null}".formatted(items));
    }

    private String statusOf(Order order) {
        if (!isOver(order, endedAfter)) {
            return "PLACED";
        }
        return order.isSold() ? "CONFIRMED" : "REJECTED";
    }

    private static boolean isOver(Order order, Duration time) {
        return System.nanoTime() - order.acceptedAt() >= time.toNanos();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
