package io.saler.axonserver.processor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How fast processors have moved in the last seconds, as this node has seen it. Safe for use by many threads. */
final class Speeds {

    private static final long SEEN = Duration.ofSeconds(10).toNanos();

    private static final long LONG_ENOUGH = Duration.ofSeconds(8).toNanos();

    private final Map<String, Deque<Sample>> samples = new ConcurrentHashMap<>();

    private record Sample(long at, long position) {}

    /** @param now in nanoseconds, of a clock that never goes back */
    void note(Map<String, List<ProcessorSegment>> processors, long now) {
        processors.forEach((processor, segments) -> samples.compute(processor, (name, known) -> {
            Deque<Sample> seen = known == null ? new ArrayDeque<>() : known;
            long position = slowest(segments);
            if (!seen.isEmpty() && position < seen.getLast().position()) {
                // It was sent back to the beginning.
                seen.clear();
            }
            seen.addLast(new Sample(now, position));
            while (now - seen.getFirst().at() > SEEN) {
                seen.removeFirst();
            }
            return seen;
        }));
    }

    /** Events a second; 0 while that is not known. */
    double of(String processor) {
        var speed = new double[1];
        samples.computeIfPresent(processor, (name, seen) -> {
            Sample first = seen.getFirst();
            Sample last = seen.getLast();
            if (last.at() > first.at()) {
                double seconds = (last.at() - first.at())
                        / (double) Duration.ofSeconds(1).toNanos();
                speed[0] = (last.position() - first.position()) / seconds;
            }
            return seen;
        });
        return speed[0];
    }

    /** Whether it has not moved at all for as long as speeds are known. */
    boolean isStill(String processor) {
        var still = new boolean[1];
        samples.computeIfPresent(processor, (name, seen) -> {
            Sample first = seen.getFirst();
            Sample last = seen.getLast();
            still[0] = last.at() - first.at() >= LONG_ENOUGH && last.position() == first.position();
            return seen;
        });
        return still[0];
    }

    static long slowest(List<ProcessorSegment> segments) {
        return segments.stream().mapToLong(ProcessorSegment::position).min().orElse(-1);
    }
}
