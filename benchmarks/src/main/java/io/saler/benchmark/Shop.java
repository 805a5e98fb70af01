package io.saler.benchmark;

import io.saler.demo.client.Deadline;
import io.saler.demo.client.Money;
import io.saler.demo.client.NewProduct;
import io.saler.demo.client.SalerClient;
import io.saler.demo.scenario.AtOnce;
import io.saler.demo.scenario.Person;
import io.saler.demo.scenario.SignUp;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A store of its own for one run, with plenty of stock, and people to buy from it. */
record Shop(String storeId, List<String> productIds, List<SalerClient> buyers) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int STOCK = 1_000_000;
    private static final int AT_ONCE = 16;

    static Shop open(SalerClient anybody, int products, int buyers) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Deadline deadline = Deadline.in(LIMIT);
        var signUp = new SignUp(anybody, deadline);
        SalerClient merchant = signUp.of("merchant-%s@bench.example".formatted(run), "bench-" + run + "-merchant", "M")
                .client()
                .patientUntil(deadline);
        String store = merchant.openStore("Benchmark " + run, "EUR", "store-" + run);
        List<String> productIds = AtOnce.each(
                IntStream.range(0, products).boxed().toList(),
                AT_ONCE,
                number -> merchant.createProduct(product(store, number), "product-" + run + "-" + number));
        List<SalerClient> people = AtOnce.each(
                        IntStream.range(0, buyers).boxed().toList(),
                        2,
                        number -> signUp.of(
                                "buyer-%s-%d@bench.example".formatted(run, number), "bench-" + run + "-" + number, "B"))
                .stream()
                .map(Person::client)
                .toList();
        return new Shop(store, productIds, people);
    }

    private static NewProduct product(String store, int number) {
        return new NewProduct(
                store,
                "BENCH-%04d".formatted(number),
                "Product " + number,
                "A product to be ordered by benchmarks.",
                new Money(BigDecimal.valueOf(599 + number % 90 * 100L, 2), "EUR"),
                "Category " + number % 20,
                List.of("bench"),
                Map.of("number", String.valueOf(number)),
                STOCK,
                0);
    }
}
