package io.saler.query.order;

import io.saler.order.OrderId;
import io.saler.query.stream.Watched.Watching;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells whoever watches orders on this node how they stand, each time that has changed. What this node has written
 * itself is looked at at once; for what other nodes write, the database is asked again and again, for all watched
 * orders by one statement. However many watch, it takes one thread and one connection. Safe for use by many threads.
 */
@Component
class OrderWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OrderWatch.class);

    private final OrderList orders;
    private final Map<OrderId, Watched> watched = new ConcurrentHashMap<>();

    /** Orders that may have changed and were not looked at since. */
    private final Set<OrderId> due = ConcurrentHashMap.newKeySet();

    private final ScheduledThreadPoolExecutor looking;

    OrderWatch(OrderList orders, OrderStreamSettings settings) {
        this.orders = orders;
        this.looking = new ScheduledThreadPoolExecutor(
                1, Thread.ofVirtual().name("order-watch").factory(), new DiscardPolicy());
        long pause = settings.lookEvery().toMillis();
        looking.scheduleWithFixedDelay(() -> lookAt(watched.keySet()), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The newest state of an order, and who wants to know of the next. Used within the map's own locks only. */
    private static final class Watched {

        private final List<Consumer<OrderList.Found>> listeners = new ArrayList<>();
        private volatile OrderList.Found newest;

        Watched(OrderList.Found newest) {
            this.newest = newest;
        }

        void tell(OrderList.Found order) {
            if (order.isNewerThan(newest)) {
                newest = order;
                listeners.forEach(listener -> listener.accept(order));
            }
        }
    }

    /**
     * Tells a listener of the order's later states, until the watch is closed.
     *
     * @param seen as the listener knows the order
     * @param listener never told of an older state after a newer one; must not block
     */
    Watching watch(OrderList.Found seen, Consumer<OrderList.Found> listener) {
        OrderId order = seen.order().orderId();
        watched.compute(order, (id, known) -> {
            Watched each = known == null ? new Watched(seen) : known;
            each.tell(seen);
            each.listeners.add(listener);
            if (each.newest.isNewerThan(seen)) {
                listener.accept(each.newest);
            }
            return each;
        });
        // It may have changed after it was read, when nobody here knew yet that it is watched.
        look(Set.of(order));
        return () -> watched.computeIfPresent(order, (id, each) -> {
            each.listeners.remove(listener);
            return each.listeners.isEmpty() ? null : each;
        });
    }

    /** To be called when changes of these orders are committed; neither blocks nor throws. */
    void look(Set<OrderId> changed) {
        boolean some = false;
        for (OrderId order : changed) {
            some |= watched.containsKey(order) && due.add(order);
        }
        if (some) {
            looking.execute(this::lookAtDue);
        }
    }

    private void lookAtDue() {
        Set<OrderId> now = Set.copyOf(due);
        due.removeAll(now);
        lookAt(now);
    }

    private void lookAt(Collection<OrderId> some) {
        try {
            List<OrderList.Found> seen = some.stream()
                    .map(watched::get)
                    .filter(Objects::nonNull)
                    .map(each -> each.newest)
                    .toList();
            if (!seen.isEmpty()) {
                orders.findNewer(seen)
                        .forEach(order -> watched.computeIfPresent(order.order().orderId(), (id, each) -> {
                            each.tell(order);
                            return each;
                        }));
            }
        } catch (RuntimeException | Error failure) {
            // The next look finds the same, and a failure here would be the last look of all.
            log.warn("Watched orders could not be looked at: {}", failure.toString());
        }
    }

    /** Returns when the look that is under way is over. */
    @Override
    public void close() {
        looking.close();
    }
}
