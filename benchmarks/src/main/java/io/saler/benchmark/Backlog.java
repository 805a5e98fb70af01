package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Orders that a shop has accepted and that have not yet ended. Safe for many threads. */
final class Backlog {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PAGE = 200;

    /** Those that Saler shows for an order under way, in the order in which it may have them. */
    private enum Open {
        PLACED,
        AWAITING_PAYMENT
    }

    private final Shop shop;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    Backlog(Shop shop) {
        this.shop = shop;
    }

    void add(String orderId) {
        accepted.add(orderId);
    }

    /**
     * @param after from the call of {@link #awaitEnd} until none was under way, up to a quarter of a second more
     * @param unconfirmed how many have ended otherwise than confirmed
     */
    record End(Duration after, long unconfirmed) {}

    /**
     * Waits until every order has ended.
     *
     * @throws IllegalStateException if some have not after half an hour
     */
    End awaitEnd() {
        long began = System.nanoTime();
        Deadline deadline = Deadline.in(PATIENCE);
        do {
            shop.merchant().staySignedIn();
            // Asking for each order would take from Saler what it needs to end them, so that is done once at the end:
            // a list may lack an order that was only just accepted.
            if (noneIs(Open.PLACED, deadline) && noneIs(Open.AWAITING_PAYMENT, deadline)) {
                Duration after = Duration.ofNanos(System.nanoTime() - began);
                Map<String, String> statuses = statuses(deadline);
                if (statuses.size() == accepted.size()
                        && statuses.values().stream().noneMatch(Backlog::isOpen)) {
                    return new End(
                            after,
                            statuses.values().stream()
                                    .filter(status -> !status.equals("CONFIRMED"))
                                    .count());
                }
            }
            deadline.pause(PAUSE);
        } while (!deadline.hasPassed());
        throw new IllegalStateException(
                "Some of %d accepted orders have not ended after %d minutes, or are not shown to their merchant"
                        .formatted(accepted.size(), PATIENCE.toMinutes()));
    }

    private boolean noneIs(Open status, Deadline deadline) {
        return page("&limit=1&status=" + status, deadline).path("items").isEmpty();
    }

    /** The statuses of the orders by their ids. They are the store's newest, so this reads little else. */
    private Map<String, String> statuses(Deadline deadline) {
        var statuses = new HashMap<String, String>();
        String after = "";
        do {
            JsonNode page = page("&limit=" + PAGE + after, deadline);
            for (JsonNode order : page.path("items")) {
                String orderId = order.path("orderId").asString("");
                if (accepted.contains(orderId)) {
                    statuses.put(orderId, order.path("status").asString(""));
                }
            }
            String next = page.path("next").asString("");
            after = next.isEmpty() ? "" : "&after=" + next;
        } while (!after.isEmpty() && statuses.size() < accepted.size());
        return statuses;
    }

    private JsonNode page(String query, Deadline deadline) {
        Answer answer = shop.merchant()
                .client()
                .patientUntil(deadline)
                .send(Call.get("/orders?storeId=" + shop.storeId() + query));
        if (!answer.succeeded()) {
            throw new IllegalStateException("The orders cannot be listed: " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    private static boolean isOpen(String status) {
        for (Open open : Open.values()) {
            if (open.name().equals(status)) {
                return true;
            }
        }
        return false;
    }
}
