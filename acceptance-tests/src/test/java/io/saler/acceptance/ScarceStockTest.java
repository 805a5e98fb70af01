package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.Money;
import io.saler.demo.client.Order;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.client.StockLevel;
import io.saler.demo.scenario.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of what many want at the same moment, as much is sold as there is; everybody gets an answer and none is an error. */
class ScarceStockTest {

    private static final int UNITS = 50;
    private static final int ORDERS = 200;
    private static final int CUSTOMERS = 10;
    private static final int READS_AT_A_TIME = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static SalerClient anyone;
    private static Store store;
    private static List<SignedUp> customers;

    @BeforeAll
    static void openTheShop() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
        customers =
                Stream.generate(() -> People.signUp(anyone)).limit(CUSTOMERS).toList();
    }

    @Test
    void ofTwoHundredBuyersOfTheLastFiftyUnitsFiftyGetOneAndTheOthersAreToldSo() {
        String mug = store.product("LAST-MUG", UNITS, "31.41");

        List<Order> orders = race(
                "one line",
                IntStream.range(0, ORDERS)
                        .mapToObj(number -> order(List.of(mug), 1))
                        .toList());

        assertThat(orders).filteredOn(Order::isConfirmed).hasSize(UNITS);
        assertThat(orders)
                .filteredOn(order -> !order.isConfirmed())
                .hasSize(ORDERS - UNITS)
                .allMatch(order -> order.fate().equals("REJECTED insufficient-stock"));
        awaitStock(mug, 0);
        assertTaken(Money.of("31.41", "EUR"), orders);
    }

    @Test
    void ordersOfTheSameTwoProductsInOppositeOrderHoldUpNeitherEachOtherNorTheStock() {
        String cup = store.product("LAST-CUP", UNITS, "16.18");
        String saucer = store.product("LAST-SAUCER", UNITS, "11.01");

        List<Order> orders = race(
                "two lines",
                IntStream.range(0, ORDERS)
                        .mapToObj(number -> order(number % 2 == 0 ? List.of(cup, saucer) : List.of(saucer, cup), 1))
                        .toList());

        int sold = (int) orders.stream().filter(Order::isConfirmed).count();
        assertThat(sold).isLessThanOrEqualTo(UNITS);
        assertThat(orders)
                .filteredOn(order -> !order.isConfirmed())
                .allMatch(order -> order.fate().equals("REJECTED insufficient-stock"));
        awaitStock(cup, UNITS - sold);
        awaitStock(saucer, UNITS - sold);
        assertTaken(Money.of("27.19", "EUR"), orders);
        if (sold < UNITS) {
            String rest = People.place(customer(0), order(List.of(saucer, cup), UNITS - sold));
            People.awaitStatus(customer(0), rest, "CONFIRMED");
        }
    }

    /** Sends all orders in the same moment, all of which are accepted, and answers what became of them. */
    private static List<Order> race(String name, List<Map<String, Object>> orders) {
        List<Integer> numbers = IntStream.range(0, orders.size()).boxed().toList();
        var ready = new CountDownLatch(orders.size());
        long began = System.nanoTime();
        List<Answer> answers = AtOnce.each(numbers, orders.size(), number -> {
            Call call = Call.post("/orders", orders.get(number))
                    .once(UUID.randomUUID().toString());
            ready.countDown();
            awaitAll(ready);
            return buyer(number).send(call);
        });
        double accepted = (System.nanoTime() - began) / 1e9;
        assertThat(answers).extracting(Answer::status).containsOnly(202);
        List<Order> ended =
                AtOnce.each(numbers, READS_AT_A_TIME, number -> ended(customer(number), answers.get(number)));
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %d orders all accepted in %.2f s, all ended in %.2f s%n", name, orders.size(), accepted, seconds);
        return ended;
    }

    /**
     * One process takes all orders at once. Where three share a machine that may be too small for that, some are told
     * to come back, and do so under the same key.
     */
    private static SalerClient buyer(int number) {
        SalerClient client = customer(number).client();
        return SalerProcess.isDistributed() ? client.patientUntil(Deadline.in(PATIENCE)) : client;
    }

    private static SignedUp customer(int number) {
        return customers.get(number % CUSTOMERS);
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Order ended(SignedUp customer, Answer answer) {
        String orderId = answer.body().path("orderId").asString();
        return await("order " + orderId)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(ScarceStockTest::isNotYetReadable)
                .until(() -> customer.client().order(orderId), Order::hasEnded);
    }

    private static boolean isNotYetReadable(Throwable why) {
        return why instanceof SalerProblem problem && problem.status() == 404;
    }

    private static Map<String, Object> order(List<String> products, int quantity) {
        return Map.of(
                "storeId",
                store.storeId(),
                "lines",
                products.stream()
                        .map(product -> Map.of("productId", product, "quantity", quantity))
                        .toList(),
                "paymentMethod",
                "pm_approve");
    }

    private static void awaitStock(String product, int left) {
        await("stock")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(store.merchant().client().stock(product))
                        .isEqualTo(new StockLevel(product, left, 0, left)));
    }

    /** The gateway has taken this amount, which nobody else pays, from each confirmed order once. */
    private static void assertTaken(Money total, List<Order> orders) {
        assertThat(anyone.gatewayLedger())
                .filteredOn(entry -> entry.amount().isWorth(total))
                .allMatch(entry ->
                        entry.captured().isWorth(total) && entry.refunded().isZero())
                .extracting(LedgerEntry::paymentId)
                .containsExactlyInAnyOrderElementsOf(orders.stream()
                        .filter(Order::isConfirmed)
                        .map(Order::paymentId)
                        .toList());
    }
}
