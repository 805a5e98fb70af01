package io.saler.benchmark.year;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what visitors did in the shops of the year, each event in the JSON that pages send. Some of the visits are
 * around midnight and changes of clocks, many events at the border of two quarters of an hour; steps are left out, or
 * taken in another order; names of events, visits and visitors are the shop's own, and other shops have the same. The
 * same seed, shops and number tell the same, line for line.
 */
public final class YearVisits {

    private static final List<String> TERMS = List.of(
            "mug",
            "Mug",
            " blue  MUG ",
            "blue mug",
            "ｂｌｕｅ　ｍｕｇ",
            "tea, \"green\"",
            "=1+1",
            "-5%",
            "Müsli",
            "MU\u0308SLI",
            "ﬁlter",
            "كوب أزرق",
            "back\\slash",
            "from anna@example.com",
            "no such thing ".repeat(9));
    private static final List<String> PATHS = List.of("/", "/sale", "/products", "/über-uns");
    private static final List<String> ON_THE_WAY = List.of("STARTED", "ADDRESS", "SHIPPING");
    private static final int STEPS = 6;
    private static final int VISITORS = 20_000;
    private static final int NUMBERED_TERMS = 20_000;
    private static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RandomGenerator chance;
    private final Moments moments;
    private final List<Shop> shops;
    private final long[] told;
    private final long events;
    private long visits;

    /** A visit to one of the shops. */
    private record Visit(int shop, String session, String visitor) {}

    /** @param events about so many different ones */
    YearVisits(long seed, List<Shop> shops, long events) {
        this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.moments = new Moments(chance);
        this.shops = shops;
        this.told = new long[shops.size()];
        this.events = events;
    }

    /**
     * To be called once.
     *
     * @param to gets a line for each event, and some of them twice
     * @return how many different events these were
     */
    long tell(Consumer<String> to) {
        var lines = new Disorder(chance, events, to);
        long all = Duration.between(ShopYear.BEGIN, ShopYear.END).toMillis();
        for (long sum = 0; sum < events; sum = sum()) {
            int shop = chance.nextInt(shops.size());
            Instant inItsTurn = ShopYear.BEGIN.plusMillis((long) ((double) all * sum / events));
            come(visit(shop), moments.difficult(inItsTurn, shops.get(shop).zone()), lines::add);
        }
        lines.end();
        return sum();
    }

    private long sum() {
        long sum = 0;
        for (long each : told) {
            sum += each;
        }
        return sum;
    }

    private Visit visit(int shop) {
        // Now and then of the same name as the one before, mostly in another shop.
        if (chance.nextInt(20) > 0) {
            visits++;
        }
        return new Visit(shop, "s-" + visits, "v-" + chance.nextInt(VISITORS));
    }

    private void come(Visit visit, Instant begin, Consumer<String> lines) {
        Instant at = begin;
        int steps = chance.nextInt(1, STEPS + 1);
        for (int step = 0; step < steps; step++) {
            if (step == 0 || chance.nextInt(5) > 0) {
                at = take(step, visit, at, lines);
            }
            if (chance.nextInt(4) == 0) {
                at = tell(visit, search(), at, lines);
            }
            if (chance.nextInt(20) == 0) {
                at = tell(
                        visit,
                        Map.of("type", "CUSTOM", "name", "newsletter", "properties", Map.of("theme", "dark")),
                        at,
                        lines);
            }
        }
    }

    private Instant take(int step, Visit visit, Instant begin, Consumer<String> lines) {
        Instant at = begin;
        int times = step < 2 ? chance.nextInt(1, 4) : 1;
        for (int time = 0; time < times; time++) {
            at = tell(visit, said(step, shops.get(visit.shop())), at, lines);
        }
        return at;
    }

    private Map<String, ?> said(int step, Shop shop) {
        return switch (step) {
            case 0 -> Map.of("type", "PAGE_VIEW", "path", PATHS.get(chance.nextInt(PATHS.size())));
            case 1 -> Map.of("type", "PRODUCT_VIEW", "productId", product(shop));
            case 2 -> Map.of("type", "ADD_TO_CART", "productId", product(shop), "quantity", chance.nextInt(1, 5));
            case 3 -> checkout(ON_THE_WAY.get(chance.nextInt(ON_THE_WAY.size())));
            case 4 -> checkout("PAYMENT");
            default -> checkout("COMPLETED");
        };
    }

    private String product(Shop shop) {
        return shop.goods().get(chance.nextInt(shop.goods().size())).product.toString();
    }

    private static Map<String, ?> checkout(String step) {
        return Map.of("type", "CHECKOUT_STEP", "step", step);
    }

    private Map<String, ?> search() {
        String query = chance.nextInt(8) == 0
                ? "good no. " + chance.nextInt(NUMBERED_TERMS)
                : TERMS.get(chance.nextInt(TERMS.size()));
        return chance.nextInt(4) == 0
                ? Map.of("type", "SEARCH", "query", query)
                : Map.of("type", "SEARCH", "query", query, "results", chance.nextInt(3));
    }

    /** Answers when the next thing happens, now and then before this one. */
    private Instant tell(Visit visit, Map<String, ?> said, Instant at, Consumer<String> lines) {
        Instant when = chance.nextInt(10) == 0 ? nearQuarter(at) : at;
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("eventId", "e-" + told[visit.shop()]++);
        event.put("storeId", shops.get(visit.shop()).id().toString());
        event.put("occurredAt", when.toString());
        event.put("visitorId", visit.visitor());
        event.put("sessionId", visit.session());
        // In an order of its own, which maps of few entries have not.
        event.putAll(new TreeMap<>(said));
        lines.accept(JSON.writeValueAsString(event));
        return at.plusMillis(chance.nextLong(-200_000, 900_000));
    }

    private Instant nearQuarter(Instant at) {
        long quarter = Math.floorDiv(at.toEpochMilli(), QUARTER_MILLIS);
        return Instant.ofEpochMilli(quarter * QUARTER_MILLIS + chance.nextInt(-1, 2));
    }
}
