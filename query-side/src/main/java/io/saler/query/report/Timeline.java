package io.saler.query.report;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Figures over a span of time.
 *
 * @param totals of the whole span, which not always are the sums of its parts: a customer who came twice is one
 */
record Timeline<F>(Instant from, Instant to, List<Bucket<F>> buckets, F totals) {

    Timeline {
        buckets = List.copyOf(buckets);
    }

    static <F> Timeline<F> of(Buckets buckets, IntFunction<F> figures, F totals) {
        return new Timeline<>(
                buckets.from(),
                buckets.to(),
                IntStream.range(0, buckets.count())
                        .mapToObj(bucket -> new Bucket<>(
                                buckets.name(bucket),
                                buckets.start(bucket),
                                buckets.end(bucket),
                                figures.apply(bucket)))
                        .toList(),
                totals);
    }
}
