package io.saler.benchmark;

import io.saler.demo.client.Deadline;
import io.saler.demo.client.Money;
import io.saler.demo.client.NewProduct;
import io.saler.demo.client.SalerClient;
import io.saler.demo.scenario.AtOnce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A store of its own for one run, and people to buy from it.
 *
 * @param productIds those with plenty of stock
 */
record Shop(String storeId, List<String> productIds, Account merchant, List<Account> buyers) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PLENTY = 1_000_000;
    private static final int AT_ONCE = 16;
    private static final int SIGN_INS_AT_ONCE = 2;

    static Shop open(SalerClient anybody, int products, int buyers) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Account merchant =
                Account.signUp(anybody, "merchant-%s@bench.example".formatted(run), "bench-" + run + "-merchant");
        SalerClient patient = merchant.client().patientUntil(Deadline.in(LIMIT));
        String store = patient.openStore("Benchmark " + run, "EUR", "store-" + run);
        List<String> productIds = AtOnce.each(
                IntStream.range(0, products).boxed().toList(),
                AT_ONCE,
                number -> patient.createProduct(
                        product(store, "BENCH-%04d".formatted(number), number, PLENTY),
                        "product-" + run + "-" + number));
        List<Account> people = AtOnce.each(
                IntStream.range(0, buyers).boxed().toList(),
                SIGN_INS_AT_ONCE,
                number -> Account.signUp(
                        anybody, "buyer-%s-%d@bench.example".formatted(run, number), "bench-" + run + "-" + number));
        return new Shop(store, productIds, merchant, people);
    }

    /** Adds a product of which there are only so many units, and answers its id. */
    String addScarceProduct(int units) {
        String name = "SCARCE-" + UUID.randomUUID().toString().substring(0, 8);
        return merchant.client()
                .patientUntil(Deadline.in(LIMIT))
                .createProduct(product(storeId, name, 0, units), "product-" + name);
    }

    /** The same person for the same number; there may be more numbers than people. */
    Account buyer(int number) {
        return buyers.get(Math.floorMod(number, buyers.size()));
    }

    void staySignedIn() {
        AtOnce.each(Stream.concat(Stream.of(merchant), buyers.stream()).toList(), SIGN_INS_AT_ONCE, person -> {
            person.staySignedIn();
            return person;
        });
    }

    private static NewProduct product(String store, String sku, int number, int stock) {
        return new NewProduct(
                store,
                sku,
                "Product " + number,
                "A product to be ordered by benchmarks.",
                new Money(BigDecimal.valueOf(599 + number % 90 * 100L, 2), "EUR"),
                "Category " + number % 20,
                List.of("bench"),
                Map.of("number", String.valueOf(number)),
                stock,
                0);
    }
}
