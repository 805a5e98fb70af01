package io.saler.demo.report;

import io.saler.demo.scenario.OrderStory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of a run. Times run from the moment before an order's request was first sent, by this machine's clock, to
 * the event that confirmed it, by Saler's.
 *
 * @param rejected how many by reason
 * @param unended how many were refused, or had no end when the time was over
 * @param toConfirmation of all confirmed orders
 * @param toConfirmationPlain of those that paid with pm_approve
 * @param span from the first request to the last order's end; zero when none ended
 */
public record Figures(
        int placed,
        int buyers,
        int confirmed,
        Map<String, Integer> rejected,
        int unended,
        Optional<Spread> toConfirmation,
        Optional<Spread> toConfirmationPlain,
        Duration span) {

    /** The middle and the almost-worst of some durations. */
    public record Spread(Duration median, Duration p99) {

        /**
         * Empty for no durations. Of an even number the median is the mean of the middle two; p99 is the nearest rank.
         */
        static Optional<Spread> of(List<Duration> durations) {
            if (durations.isEmpty()) {
                return Optional.empty();
            }
            List<Duration> sorted = durations.stream().sorted().toList();
            int middle = sorted.size() / 2;
            Duration median = sorted.size() % 2 == 1
                    ? sorted.get(middle)
                    : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
            int rank = (int) Math.ceil(0.99 * sorted.size());
            return Optional.of(new Spread(median, sorted.get(rank - 1)));
        }
    }

    public static Figures of(List<OrderStory> stories) {
        var rejected = new TreeMap<String, Integer>();
        stories.stream()
                .filter(OrderStory::isRejected)
                .forEach(story -> rejected.merge(reason(story), 1, Integer::sum));
        int confirmed = (int) stories.stream().filter(OrderStory::isConfirmed).count();
        int ended = confirmed
                + rejected.values().stream().mapToInt(Integer::intValue).sum();
        return new Figures(
                stories.size(),
                (int) stories.stream()
                        .map(story -> story.buyer().email())
                        .distinct()
                        .count(),
                confirmed,
                Map.copyOf(rejected),
                stories.size() - ended,
                Spread.of(timesToConfirmation(stories)),
                Spread.of(timesToConfirmation(stories.stream()
                        .filter(story -> story.plan().paymentMethod().equals("pm_approve"))
                        .toList())),
                span(stories));
    }

    /** Ended orders by the whole span in seconds; 0 when nothing ended. */
    public double ordersPerSecond() {
        return span.isZero() || span.isNegative() ? 0 : (placed - unended) / (span.toNanos() / 1e9);
    }

    private static List<Duration> timesToConfirmation(List<OrderStory> stories) {
        return stories.stream()
                .filter(OrderStory::isConfirmed)
                .map(OrderStory::timeToEnd)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Duration span(List<OrderStory> stories) {
        Optional<Instant> first = stories.stream().map(OrderStory::sentAt).min(Comparator.naturalOrder());
        Optional<Instant> last = stories.stream()
                .map(OrderStory::endedAt)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return first.isPresent() && last.isPresent() ? Duration.between(first.get(), last.get()) : Duration.ZERO;
    }

    private static String reason(OrderStory story) {
        String reason = story.order() == null ? null : story.order().reason();
        return reason == null ? "no reason given" : reason;
    }
}
