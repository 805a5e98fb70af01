package io.saler.command.order;

import io.saler.order.FindOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Watches one order from before something is asked of it until the outcome is known. Close it afterwards. */
final class OutcomeWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutcomeWatch.class);

    /** Most hear of the outcome before; only what had been asked for and decided earlier has to be looked up. */
    private static final Duration LOOK_AFTER = Duration.ofMillis(500);

    private final SubscriptionQueryResult<OrderView, OrderView> order;

    OutcomeWatch(QueryGateway queries, OrderId orderId) {
        order = queries.subscriptionQuery(
                new FindOrder(orderId),
                ResponseTypes.instanceOf(OrderView.class),
                ResponseTypes.instanceOf(OrderView.class));
    }

    /** The order as soon as it shows the outcome, or nothing when the time is over or nobody can tell. */
    Optional<OrderView> outcome(Predicate<OrderView> isShown, Duration atMost) {
        // The order is placed whatever becomes of watching it, so an error here is no error of the request.
        Mono<OrderView> before = order.initialResult()
                .delaySubscription(LOOK_AFTER, Schedulers.boundedElastic())
                .onErrorResume(OutcomeWatch::cannotTell);
        return before.mergeWith(order.updates().onErrorResume(OutcomeWatch::cannotTell))
                .filter(isShown)
                .next()
                .timeout(atMost, Mono.empty())
                .blockOptional();
    }

    private static Mono<OrderView> cannotTell(Throwable cause) {
        log.warn("An order's outcome could not be watched", cause);
        return Mono.empty();
    }

    @Override
    public void close() {
        order.close();
    }
}
