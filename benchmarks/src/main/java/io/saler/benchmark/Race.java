package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.NewOrder;
import io.saler.demo.client.Unreachable;
import io.saler.demo.scenario.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many buyers who in the same moment order one unit each of the same products, of which there are fewer; half of them
 * name the products in the other order.
 */
final class Race {

    private static final String SOLD = "sold";
    private static final String REJECTED = "rejected";

    private final Shop shop;
    private final int buyers;
    private final int units;
    private final int lines;

    Race(Shop shop, int buyers, int units, int lines) {
        this.shop = shop;
        this.buyers = buyers;
        this.units = units;
        this.lines = lines;
    }

    /**
     * @param answers how many there were of each kind
     * @param untilLast from the moment at which all set off to the last answer
     */
    record Result(Map<String, Long> answers, Duration untilLast) {

        long sold() {
            return answers.getOrDefault(SOLD, 0L);
        }

        long rejected() {
            return answers.getOrDefault(REJECTED, 0L);
        }

        /** Neither confirmed nor rejected for lack of stock: their status, or that there was no answer. */
        Map<String, Long> others() {
            var others = new TreeMap<>(answers);
            others.keySet().removeAll(List.of(SOLD, REJECTED));
            return others;
        }
    }

    /** Runs it with new products. */
    Result run() {
        List<NewOrder.Item> items = IntStream.range(0, lines)
                .mapToObj(line -> new NewOrder.Item(shop.addScarceProduct(units), 1))
                .toList();
        List<Call> calls = List.of(order(items), order(items.reversed()));
        var began = new AtomicLong();
        var start = new CyclicBarrier(buyers, () -> began.set(System.nanoTime()));
        List<String> answers = AtOnce.each(IntStream.range(0, buyers).boxed().toList(), buyers, number -> {
            await(start);
            return kind(shop.buyer(number), calls.get(number % calls.size()));
        });
        Duration untilLast = Duration.ofNanos(System.nanoTime() - began.get());
        return new Result(
                answers.stream().collect(Collectors.groupingBy(kind -> kind, Collectors.counting())), untilLast);
    }

    private Call order(List<NewOrder.Item> items) {
        return Call.post("/orders", new NewOrder(shop.storeId(), items, "pm_approve", null))
                .with("Prefer", "wait=30");
    }

    private static String kind(Account buyer, Call call) {
        try {
            Answer answer = buyer.client().send(call);
            if (OrderRequests.isConfirmation(answer)) {
                return SOLD;
            }
            boolean soldOut = answer.status() == 409
                    && answer.body().path("type").asString("").endsWith("insufficient-stock");
            return soldOut ? REJECTED : String.valueOf(answer.status());
        } catch (Unreachable away) {
            return "no answer";
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the start", stop);
        } catch (BrokenBarrierException stopped) {
            throw new IllegalStateException("another buyer was stopped before the start", stopped);
        }
    }
}
