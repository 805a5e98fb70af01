package io.saler.benchmark.year;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A shop of the made-up year: in which currency it sells, by which clocks, what, and to whom. */
record Shop(UUID id, String name, Currency currency, ZoneId zone, List<Good> goods, List<UUID> customers) {

    private static final int CATEGORIES = 5;
    private static final int CUSTOMERS_PER_GOOD = 8;

    /** What is sold, and how much of it there is. */
    static final class Good {

        final UUID product;
        final UUID item;
        final String sku;
        String name;
        String category;
        BigDecimal price;
        int onHand;
        int reserved;

        private Good(UUID shop, int number, BigDecimal price) {
            this.sku = "GOOD-" + number;
            this.product = Ids.derived("product", shop, sku);
            this.item = Ids.derived("inventory-item", product);
            this.name = "Good no. " + number;
            this.category = "Category " + number % CATEGORIES;
            this.price = price;
        }

        int available() {
            return onHand - reserved;
        }
    }

    /** Currencies with no, two and three decimals; places whose clocks change by an hour, by half an hour, or never. */
    static List<Shop> all(int goods, RandomGenerator chance) {
        return Stream.of(
                        List.of("Berlin", "EUR", "Europe/Berlin"),
                        List.of("New York", "USD", "America/New_York"),
                        List.of("Tokyo", "JPY", "Asia/Tokyo"),
                        List.of("Kuwait", "KWD", "Asia/Kuwait"),
                        List.of("Lord Howe", "AUD", "Australia/Lord_Howe"))
                .map(shop -> of(shop.get(0), Currency.getInstance(shop.get(1)), ZoneId.of(shop.get(2)), goods, chance))
                .toList();
    }

    private static Shop of(String name, Currency currency, ZoneId zone, int goods, RandomGenerator chance) {
        UUID id = Ids.random(chance);
        int decimals = currency.getDefaultFractionDigits();
        return new Shop(
                id,
                name,
                currency,
                zone,
                IntStream.range(0, goods)
                        .mapToObj(number -> new Good(id, number, price(chance, decimals)))
                        .toList(),
                Stream.generate(() -> Ids.random(chance))
                        .limit((long) goods * CUSTOMERS_PER_GOOD)
                        .toList());
    }

    /** Never round, so that a lost digit shows. */
    static BigDecimal price(RandomGenerator chance, int decimals) {
        return BigDecimal.valueOf(chance.nextInt(101, 99_999), decimals);
    }
}
