package io.saler.demo.scenario;

import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one planned order.
 *
 * @param sentAt when its request was first sent, by this machine's clock
 * @param orderId Saler's id; null when it was not accepted
 * @param refusal why it was not accepted; null when it was
 * @param order how it read last; null when it was never seen
 */
public record OrderStory(
        PlannedOrder plan,
        Person buyer,
        Instant sentAt,
        @Nullable String orderId,
        @Nullable String refusal,
        @Nullable Order order,
        List<HistoryEntry> history) {

    public OrderStory {
        history = List.copyOf(history);
    }

    public boolean isAccepted() {
        return orderId != null;
    }

    public boolean isConfirmed() {
        return order != null && order.isConfirmed();
    }

    public boolean isRejected() {
        return order != null && order.isRejected();
    }

    /** From the request to the event that confirmed or rejected it; empty while the history does not have it. */
    public Optional<Duration> timeToEnd() {
        return endedAt().map(end -> Duration.between(sentAt, end));
    }

    public Optional<Instant> endedAt() {
        return history.stream()
                .filter(entry ->
                        entry.type().equals("OrderConfirmed") || entry.type().equals("OrderRejected"))
                .map(HistoryEntry::at)
                .findFirst();
    }

    public String fate() {
        return order == null ? "not seen" : order.fate();
    }

    /** The order's id, or its number in the plan where it has none. */
    public String name() {
        return orderId == null ? "order no. " + plan.number() : "order " + orderId;
    }

    OrderStory with(@Nullable Order newOrder, List<HistoryEntry> newHistory) {
        return new OrderStory(plan, buyer, sentAt, orderId, refusal, newOrder, newHistory);
    }
}
