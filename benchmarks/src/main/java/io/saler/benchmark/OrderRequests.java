package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.NewOrder;
import io.saler.demo.client.Unreachable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Orders of products drawn at random, one unit of each, paid with {@code pm_approve}. Safe for many threads. */
final class OrderRequests {

    private final Shop shop;
    private final int linesPerOrder;

    /** @param linesPerOrder at most as many as the shop has products */
    OrderRequests(Shop shop, int linesPerOrder) {
        this.shop = shop;
        this.linesPerOrder = linesPerOrder;
    }

    /** Orders, waits for the outcome, and answers whether it is a confirmation. */
    boolean isConfirmed(Account buyer) {
        return send(buyer, order().with("Prefer", "wait=30"))
                .filter(OrderRequests::isConfirmation)
                .isPresent();
    }

    /** Orders without waiting for the outcome, and answers the id of the order if it was accepted. */
    Optional<String> accepted(Account buyer) {
        return send(buyer, order())
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.body().path("orderId").asString(""));
    }

    /** Whether this answers a request that waited, and says that the order is confirmed. */
    static boolean isConfirmation(Answer answer) {
        return answer.status() == 201
                && "CONFIRMED".equals(answer.body().path("status").asString(""));
    }

    private static Optional<Answer> send(Account buyer, Call order) {
        try {
            return Optional.of(buyer.client().send(order));
        } catch (Unreachable away) {
            return Optional.empty();
        }
    }

    private Call order() {
        return Call.post("/orders", new NewOrder(shop.storeId(), lines(), "pm_approve", null));
    }

    private List<NewOrder.Item> lines() {
        return ThreadLocalRandom.current()
                .ints(0, shop.productIds().size())
                .distinct()
                .limit(linesPerOrder)
                .mapToObj(number -> new NewOrder.Item(shop.productIds().get(number), 1))
                .toList();
    }
}
