package io.saler.query.report;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import io.saler.benchmark.year.ShopYear;
import io.saler.benchmark.year.YearTruth.Store;
import io.saler.query.tracking.TestTracking.Visit;
import io.saler.store.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What visitors did in the shops of the year: some around midnight, the turn of months and changes of clocks, some
 * steps left out, some events told twice, and none in its order.
 */
final class YearVisits {

    private static final List<String> TERMS =
            List.of("mug", "Mug", " blue  MUG ", "blue mug", "tea, \"green\"", "=1+1", "no such thing");

    private final Random chance;
    private final List<Visit> told = new ArrayList<>();

    YearVisits(long seed) {
        this.chance = new Random(seed);
    }

    List<Visit> of(List<Store> stores, int sessions) {
        for (int session = 0; session < sessions; session++) {
            Store store = stores.get(chance.nextInt(stores.size()));
            come(store, "session " + session, moment(store));
        }
        for (int twice = 0; twice < sessions / 5; twice++) {
            told.add(told.get(chance.nextInt(told.size())));
        }
        Collections.shuffle(told, chance);
        return told;
    }

    private Instant moment(Store store) {
        Instant any = ShopYear.BEGIN.plusMillis(
                chance.nextLong(Duration.between(ShopYear.BEGIN, ShopYear.END).toMillis()));
        return switch (chance.nextInt(4)) {
            case 0 -> {
                var change = store.zone().getRules().nextTransition(any);
                yield change == null ? any : near(change.getInstant());
            }
            case 1 ->
                near(any.atZone(store.zone())
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(store.zone())
                        .toInstant());
            default -> any;
        };
    }

    private Instant near(Instant moment) {
        return moment.plusMillis(
                chance.nextInt(3) == 0 ? chance.nextInt(-1, 2) : chance.nextLong(-3_600_000, 3_600_000));
    }

    private void come(Store store, String session, Instant begin) {
        Instant at = begin;
        int steps = chance.nextInt(1, 7);
        for (int step = 0; step < steps; step++) {
            if (step == 0 || chance.nextInt(5) > 0) {
                take(step, store, session, at);
            }
            if (chance.nextInt(3) == 0) {
                tell(store, session, TrackedType.SEARCH, null, TERMS.get(chance.nextInt(TERMS.size())), at);
            }
            at = at.plusMillis(chance.nextLong(1_200_000));
        }
    }

    private void take(int step, Store store, String session, Instant at) {
        switch (step) {
            case 0 -> tell(store, session, TrackedType.PAGE_VIEW, null, null, at);
            case 1 -> tell(store, session, TrackedType.PRODUCT_VIEW, null, null, at);
            case 2 -> tell(store, session, TrackedType.ADD_TO_CART, null, null, at);
            case 3 -> tell(store, session, TrackedType.CHECKOUT_STEP, CheckoutStep.ADDRESS, null, at);
            case 4 -> tell(store, session, TrackedType.CHECKOUT_STEP, CheckoutStep.PAYMENT, null, at);
            default -> tell(store, session, TrackedType.CHECKOUT_STEP, CheckoutStep.COMPLETED, null, at);
        }
    }

    private void tell(
            Store store,
            String session,
            TrackedType type,
            @Nullable CheckoutStep step,
            @Nullable String query,
            Instant at) {
        Integer results = query == null || chance.nextInt(4) == 0 ? null : Integer.valueOf(chance.nextInt(3));
        told.add(new Visit("event-" + told.size(), StoreId.of(store.id()), session, type, step, query, results, at));
    }
}
