package io.saler.demo.report;

import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.Order;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One order's walk through Saler, event by event: how long after the request, what, by whom, why. */
final class Timeline {

    private static final int DETAIL_WIDTH = 72;
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Terminal terminal;

    Timeline(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The order whose walk is worth showing: one that had to turn back, or else the one with the most to tell. */
    static Optional<OrderStory> mostInteresting(List<OrderStory> stories) {
        Comparator<OrderStory> turnedBack = Comparator.comparing(story ->
                story.order() != null && "payment-declined".equals(story.order().reason()));
        return stories.stream()
                .filter(story -> !story.history().isEmpty())
                .max(turnedBack.thenComparingInt(story -> story.history().size()));
    }

    void show(OrderStory story, List<HistoryEntry> history) {
        Order order = story.order();
        terminal.heading("One order's walk");
        terminal.line("  %s  %s"
                .formatted(
                        terminal.bold(String.valueOf(story.orderId())),
                        order == null ? "" : order.total() + " → " + order.fate()));
        terminal.line("  paid with %s by %s"
                .formatted(story.plan().paymentMethod(), story.buyer().email()));
        terminal.blank();
        terminal.line(terminal.dim("  %11s  %-26s %-26s %s".formatted("after", "event", "by", "why / what")));
        row(Duration.ZERO, "(request sent)", "buyer", "");
        for (HistoryEntry entry : history) {
            row(since(story.sentAt(), entry.at()), entry.type(), who(entry.actor()), why(entry));
        }
    }

    private void row(Duration after, String event, String who, String why) {
        String offset = String.format(Locale.ROOT, "%+.3f s", after.toNanos() / 1e9);
        terminal.line(
                "  %11s  %-26s %-26s %s".formatted(offset, event, who, why).stripTrailing());
    }

    private static Duration since(Instant start, Instant at) {
        return Duration.between(start, at);
    }

    private static String who(HistoryEntry.@Nullable Actor actor) {
        if (actor == null) {
            return "";
        }
        String type = actor.type() == null ? "" : actor.type().toLowerCase(Locale.ROOT);
        String id = actor.id() == null || actor.id().equals("-") ? "" : actor.id();
        return (type + " " + (IDENTIFIER.matcher(id).matches() ? id.substring(0, 8) + "…" : id)).strip();
    }

    private static String why(HistoryEntry entry) {
        var parts = new ArrayList<String>();
        if (entry.reason() != null && !entry.reason().isBlank()) {
            parts.add(entry.reason());
        }
        if (entry.detail() != null && entry.detail().isObject()) {
            for (Map.Entry<String, JsonNode> field : entry.detail().properties()) {
                String value = words(field.getValue());
                if (!value.isEmpty() && !parts.contains(value)) {
                    parts.add(field.getKey() + " " + value);
                }
            }
        }
        String text = String.join(" · ", parts);
        return text.length() <= DETAIL_WIDTH ? text : text.substring(0, DETAIL_WIDTH - 1) + "…";
    }

    /** What a value says to people; nothing for identifiers and for what is too long to read. */
    private static String words(JsonNode value) {
        if (value.isObject() && value.has("amount") && value.has("currency")) {
            return value.path("amount").asString("") + " "
                    + value.path("currency").asString("");
        }
        if (value.isArray()) {
            return value.isEmpty() ? "" : "×" + value.size();
        }
        String text = value.isValueNode() && !value.isNull() ? value.asString("") : "";
        return IDENTIFIER.matcher(text).matches() || text.length() > 60 ? "" : text;
    }
}
