package io.saler.demo.scenario;

import io.saler.demo.client.Deadline;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.NewOrder;
import io.saler.demo.client.Order;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.client.Unreachable;
import io.saler.demo.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Places orders, all in the same moment or each buyer's in turn, and follows each until it has ended. */
final class OrderRush {

    private final String run;
    private final Shop shop;
    private final List<Person> buyers;
    private final AcceptedOrders accepted;
    private final Deadline deadline;

    OrderRush(String run, Shop shop, List<Person> buyers, AcceptedOrders accepted, Deadline deadline) {
        this.run = run;
        this.shop = shop;
        this.buyers = buyers;
        this.accepted = accepted;
        this.deadline = deadline;
    }

    List<OrderStory> placeAtOnce(List<PlannedOrder> plan, Progress progress) {
        var ready = new CountDownLatch(plan.size());
        return AtOnce.each(plan, plan.size(), order -> {
            NewOrder request = request(order);
            ready.countDown();
            await(ready);
            OrderStory story = place(order, request);
            progress.step();
            return story;
        });
    }

    /** With a pause after each order. The buyers do not wait for each other, and begin spread over the first pause. */
    List<OrderStory> placeInTurn(List<PlannedOrder> plan, Duration pause, Progress progress) {
        Map<Integer, List<PlannedOrder>> byBuyer = plan.stream().collect(Collectors.groupingBy(PlannedOrder::buyer));
        return AtOnce.each(List.copyOf(byBuyer.values()), byBuyer.size(), orders -> {
                    Duration first =
                            pause.multipliedBy(orders.getFirst().buyer()).dividedBy(buyers.size());
                    var stories = new ArrayList<OrderStory>();
                    for (PlannedOrder order : orders) {
                        deadline.pause(stories.isEmpty() ? first : pause);
                        stories.add(place(order, request(order)));
                        progress.step();
                    }
                    return stories;
                })
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(story -> story.plan().number()))
                .toList();
    }

    /** Waits for the end of each; an order that does not end in time comes back as it was seen last. */
    List<OrderStory> follow(List<OrderStory> placed, Progress progress) {
        return AtOnce.each(placed, Math.max(1, placed.size()), story -> {
            OrderStory ended = story.orderId() == null ? story : follow(story, story.orderId());
            progress.step();
            return ended;
        });
    }

    private OrderStory place(PlannedOrder order, NewOrder request) {
        Person buyer = buyers.get(order.buyer());
        Instant sentAt = Instant.now();
        try {
            String orderId = buyer.client()
                    .patientUntil(deadline)
                    .placeOrder(request, "%s-order-%d".formatted(run, order.number()))
                    .orderId();
            accepted.add(entry(order, buyer, orderId, sentAt));
            return new OrderStory(order, buyer, sentAt, orderId, null, null, List.of());
        } catch (SalerProblem | Unreachable refusal) {
            return new OrderStory(order, buyer, sentAt, null, refusal.getMessage(), null, List.of());
        }
    }

    private OrderStory follow(OrderStory story, String orderId) {
        SalerClient client = story.buyer().client().patientUntil(deadline);
        Optional<Order> order = Optional.empty();
        try {
            order = deadline.lookUntil(
                    () -> read(client, orderId),
                    seen -> seen.filter(Order::hasEnded).isPresent());
            if (order.filter(Order::hasEnded).isEmpty()) {
                return story.with(order.orElse(null), List.of());
            }
            List<HistoryEntry> history = deadline.lookUntil(
                    () -> client.history(orderId),
                    entries -> story.with(null, entries).endedAt().isPresent());
            return story.with(order.get(), history);
        } catch (SalerProblem | Unreachable unreadable) {
            return story.with(order.orElse(null), List.of());
        }
    }

    /** Right after 202 the order may not yet be where orders are read. */
    private static Optional<Order> read(SalerClient client, String orderId) {
        try {
            return Optional.of(client.order(orderId));
        } catch (SalerProblem problem) {
            if (problem.status() == 404) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private NewOrder request(PlannedOrder order) {
        List<NewOrder.Item> items = order.lines().stream()
                .map(line -> new NewOrder.Item(shop.productId(line.article()), line.quantity()))
                .toList();
        return new NewOrder(shop.storeId(), items, order.paymentMethod(), null);
    }

    private AcceptedOrders.Entry entry(PlannedOrder order, Person buyer, String orderId, Instant sentAt) {
        return new AcceptedOrders.Entry(
                orderId,
                order.number(),
                shop.storeId(),
                buyer.email(),
                order.paymentMethod(),
                order.fate().name(),
                order.subtotal().amount().toPlainString(),
                order.lines().stream()
                        .map(line -> new AcceptedOrders.Line(
                                shop.productId(line.article()), line.article().sku(), line.quantity()))
                        .toList(),
                sentAt);
    }

    private static void await(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted before the orders were sent", stop);
        }
    }
}
