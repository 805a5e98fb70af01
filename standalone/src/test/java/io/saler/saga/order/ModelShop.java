package io.saler.saga.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.order.Aggregates;
import io.saler.failure.Failure;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.notification.NotificationKind;
import io.saler.notification.SendNotification;
import io.saler.order.CancelOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRequested;
import io.saler.order.PayOrder;
import io.saler.order.PlaceOrder;
import io.saler.order.RefundOrder;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A shop in memory: the real aggregates and the real sagas, with everything between them in the hands of a random
 * number. It decides in which order the events of different aggregates arrive and how often, which commands fail before
 * or after they had their effect, when a process dies between its commands and the note that it sent them, and what
 * customers, the merchant, the gateway and the clock do meanwhile. Events of one aggregate keep their order.
 *
 * <p>An event that begins a saga does not come once more after the saga has ended: its token moves in the transaction
 * in which the saga is stored.
 */
final class ModelShop {

    private static final Money PRICE = Money.of("3.50", "EUR");
    private static final StoreId STORE = StoreId.of("22222222-2222-4222-8222-222222222222");
    private static final UserId CUSTOMER = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final int STOCK = 12;
    private static final List<String> METHODS = List.of(
            "pm_approve", "pm_approve", "pm_no_refund", "pm_decline", "pm_requires_action", "pm_requires_action");

    private final Random random;
    private final List<String> trace = new ArrayList<>();
    private final List<ProductId> products =
            List.of(ProductId.of(STORE, new Sku("tea")), ProductId.of(STORE, new Sku("cup")));
    private final Configuration axon;
    private final EventStore events;
    private final CommandBus bus;
    private final StoredSagas store = new StoredSagas();
    private final ModelDeadlines deadlines = new ModelDeadlines();
    private final ModelGateway gateway = new ModelGateway();
    private final AnnotatedSagaManager<OrderSaga> orderSagas;
    private final AnnotatedSagaManager<RefundSaga> refundSagas;
    private final List<ModelReader> readers;
    private final ModelHistory history = new ModelHistory();
    private final ModelRules rules = new ModelRules(history, gateway, products, STOCK);
    private boolean troubled = true;

    ModelShop(long seed) {
        random = new Random(seed);
        Map<ProductId, Money> prices = new HashMap<>();
        products.forEach(product -> prices.put(product, PRICE));
        axon = Aggregates.started(prices);
        events = axon.eventStore();
        bus = axon.commandBus();
        bus.subscribe(SendNotification.class.getName(), command -> tell((SendNotification) command.getPayload()));
        var steps = new OrderSteps(unreliable());
        var settings = new OrderSettings(Duration.ofMinutes(5), Duration.ofMinutes(5));
        List<Object> resources = List.of(steps, settings, deadlines);
        orderSagas = manager(OrderSaga.class, resources);
        refundSagas = manager(RefundSaga.class, resources);
        readers = List.of(
                new ModelReader("order saga", event -> hear(orderSagas, event)),
                new ModelReader("refund saga", event -> hear(refundSagas, event)),
                new ModelReader("gateway tasks", event -> gateway.hear(event.getPayload())));
        for (ProductId product : products) {
            InventoryItemId item = InventoryItemId.of(product);
            events.publish(new GenericDomainEventMessage<>(
                    "InventoryItem", item.toString(), 0, new InventoryItemCreated(item, product, STORE, STOCK, 0)));
        }
        collect();
    }

    private <S> AnnotatedSagaManager<S> manager(Class<S> type, List<Object> resources) {
        return AnnotatedSagaManager.<S>builder()
                .sagaType(type)
                .sagaRepository(AnnotatedSagaRepository.<S>builder()
                        .sagaType(type)
                        .sagaStore(store)
                        .resourceInjector(saga -> inject(saga, resources))
                        .build())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    private static void inject(Object saga, List<Object> resources) {
        for (Class<?> type = saga.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Autowired.class)) {
                    Object resource = resources.stream()
                            .filter(field.getType()::isInstance)
                            .findFirst()
                            .orElseThrow();
                    try {
                        field.setAccessible(true);
                        field.set(saga, resource);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            }
        }
    }

    /** Sends commands to another process: some do not arrive, and some answers do not come back. */
    private CommandGateway unreliable() {
        CommandBus away = new CommandBusBeyond(bus, () -> trouble(12), this::say);
        return DefaultCommandGateway.builder().commandBus(away).build();
    }

    /** By then, its customer may have heard that it is cancelled. */
    private boolean tell(SendNotification mail) {
        boolean cancelled = readers.getFirst().heard.stream()
                .anyMatch(event -> event.getPayload() instanceof OrderCancelled known
                        && known.orderId().equals(mail.orderId()));
        if (cancelled && mail.kind() == NotificationKind.ORDER_CONFIRMED) {
            rules.toldTooLate.add(mail.orderId());
        }
        return rules.notifications.add(mail);
    }

    private boolean trouble(int percent) {
        return troubled && random.nextInt(100) < percent;
    }

    private void say(String what) {
        trace.add(what);
    }

    List<String> trace() {
        return trace;
    }

    /** One thing happens. */
    void step() {
        switch (random.nextInt(40)) {
            case 0 -> place();
            case 1 -> ask(order -> new PayOrder(order, method(), new UUID(2, random.nextInt(1_000))));
            case 2 -> ask(order -> new CancelOrder(order, "Ordered by mistake"));
            case 3 -> ask(this::refund);
            case 4 -> ask(order -> new ShipOrder(order, "DHL", "1"));
            case 5 -> ask(DeliverOrder::new);
            case 6 -> act();
            case 16 -> ask(GiveUpOrder::new);
            case 7 -> passDeadline(true);
            case 8, 9, 10, 11, 12, 13 -> work();
            case 14 -> repeatTask();
            case 15 -> repeatEvent();
            default -> deliver();
        }
        collect();
    }

    /** Trouble is over and time goes on: whatever is open comes to an end. */
    void settle() {
        troubled = false;
        say("trouble is over");
        int rounds = 0;
        while (isAnythingOpen()) {
            if (++rounds > 100_000) {
                throw new AssertionError("It does not come to an end: " + store.alive());
            }
            if (readers.stream().anyMatch(reader -> !reader.aggregatesWithNews().isEmpty())) {
                deliver();
            } else if (!gateway.open.isEmpty()) {
                work();
            } else {
                passDeadline(false);
            }
            collect();
        }
    }

    private boolean isAnythingOpen() {
        return !gateway.open.isEmpty()
                || !deadlines.open().isEmpty()
                || readers.stream()
                        .anyMatch(reader -> !reader.aggregatesWithNews().isEmpty());
    }

    private void place() {
        var items = new ArrayList<OrderItem>();
        products.forEach(product -> {
            if (items.isEmpty() || random.nextBoolean()) {
                items.add(new OrderItem(product, new Quantity(1 + random.nextInt(4))));
            }
        });
        OrderId order = new OrderId(new UUID(random.nextLong(), random.nextLong()));
        send(new PlaceOrder(order, CUSTOMER, STORE, items, method(), null));
    }

    private PaymentMethod method() {
        return new PaymentMethod(METHODS.get(random.nextInt(METHODS.size())));
    }

    private RefundOrder refund(OrderId order) {
        RefundId refund = new RefundId(new UUID(order.value().getMostSignificantBits(), random.nextInt(4)));
        Money amount = random.nextInt(3) == 0 ? null : Money.of(1 + random.nextInt(9) + ".25", "EUR");
        return new RefundOrder(order, refund, amount, "Arrived broken");
    }

    private void ask(Function<OrderId, Object> command) {
        if (!history.orders().isEmpty()) {
            send(command.apply(oneOf(interesting())));
        }
    }

    /** Half of the time those that are sold, of which most is asked. */
    private List<OrderId> interesting() {
        List<OrderId> all = List.copyOf(history.orders().keySet());
        List<OrderId> sold = all.stream()
                .filter(order -> history.status(order).equals("sold"))
                .toList();
        return sold.isEmpty() || random.nextBoolean() ? all : sold;
    }

    /** What people send is answered, or refused for a reason. */
    private void send(Object command) {
        int times = random.nextInt(8) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            var answer = new FutureCallback<Object, Object>();
            bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
            var result = answer.getResult();
            say(command
                    + (result.isExceptional()
                            ? " refused: " + result.exceptionResult().getMessage()
                            : ""));
            if (result.isExceptional()
                    && !(result.exceptionResult() instanceof Failure)
                    && !(result.exceptionResult() instanceof InvalidValue)) {
                throw new AssertionError("Not refused for a reason: " + command, result.exceptionResult());
            }
        }
    }

    private void act() {
        List<ModelGateway.Account> waiting = gateway.waiting();
        if (!waiting.isEmpty()) {
            ModelGateway.Account account = oneOf(waiting);
            boolean succeeds = random.nextInt(3) > 0;
            say("customer acts, success " + succeeds + ": " + account.asked);
            gateway.act(account, succeeds);
        }
    }

    private void deliver() {
        List<ModelReader> behind = readers.stream()
                .filter(reader -> !reader.aggregatesWithNews().isEmpty())
                .toList();
        if (behind.isEmpty()) {
            return;
        }
        ModelReader reader = oneOf(behind);
        String aggregate = reader.unfinished == null ? oneOf(reader.aggregatesWithNews()) : reader.unfinished;
        Deque<DomainEventMessage<?>> stream = reader.waiting.get(aggregate);
        DomainEventMessage<?> event = stream.getFirst();
        say(reader.name + " hears " + event.getPayload());
        boolean inTime = reader == readers.getFirst()
                && event.getPayload() instanceof OrderGivenUp givenUp
                && isUndecided(givenUp.orderId());
        if (unlessItDies(() -> reader.handler.accept(event))) {
            if (inTime && event.getPayload() instanceof OrderGivenUp givenUp) {
                rules.givenUpInTime.add(givenUp.orderId());
            }
            stream.removeFirst();
            reader.unfinished = null;
            reader.heard.add(event);
        } else {
            reader.unfinished = aggregate;
        }
    }

    private boolean isUndecided(OrderId order) {
        return store.findSagas(OrderSaga.class, new AssociationValue("orderId", order.toString())).stream()
                .map(id -> store.loadSaga(OrderSaga.class, id).saga().process().phase())
                .anyMatch(phase -> phase != OrderProcess.Phase.REJECTING);
    }

    /** Once more, to whoever is alive. */
    private void repeatEvent() {
        ModelReader reader = oneOf(readers);
        if (!reader.heard.isEmpty()) {
            DomainEventMessage<?> event = oneOf(reader.heard);
            boolean begins =
                    event.getPayload() instanceof OrderPlaced || event.getPayload() instanceof OrderRefundRequested;
            if (!begins) {
                say(reader.name + " hears again " + event.getPayload());
                unlessItDies(() -> reader.handler.accept(event));
            }
        }
    }

    private void passDeadline(boolean anyOf) {
        List<ModelDeadlines.Scheduled> open = deadlines.open();
        if (open.isEmpty()) {
            return;
        }
        List<ModelDeadlines.Scheduled> soon = open.stream()
                .filter(each -> each.name().equals(SteppingSaga.RETRY))
                .toList();
        ModelDeadlines.Scheduled passed = oneOf(soon.isEmpty() || (anyOf && random.nextInt(4) == 0) ? open : soon);
        say("time passes: " + passed.name() + " of " + passed.scope());
        unlessItDies(() -> {
            pass(passed);
            deadlines.remove(passed);
        });
    }

    private void pass(ModelDeadlines.Scheduled passed) {
        var message = new GenericDeadlineMessage<>(passed.name());
        inUnitOfWork(message, () -> {
            var manager = orderSagas.canResolve(passed.scope()) ? orderSagas : refundSagas;
            manager.send(message, passed.scope());
        });
    }

    private void work() {
        if (!gateway.open.isEmpty()) {
            ModelGateway.Task task = oneOf(gateway.open);
            if (answered(task)) {
                gateway.open.remove(task);
                gateway.done.add(task);
            }
        }
    }

    private void repeatTask() {
        if (!gateway.done.isEmpty()) {
            answered(oneOf(gateway.done));
        }
    }

    /** Whether the gateway has done it and its answer is recorded. */
    private boolean answered(ModelGateway.Task task) {
        if (trouble(15)) {
            say("gateway away: " + task);
            return false;
        }
        Object report = gateway.work(task);
        say("gateway: " + task + " → " + report);
        if (report == null) {
            return true;
        }
        if (trouble(15)) {
            say("the gateway's answer is lost");
            return false;
        }
        var answer = new FutureCallback<Object, Object>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(report), answer);
        if (answer.getResult().isExceptional()) {
            throw new AssertionError(
                    "The books contradict each other", answer.getResult().exceptionResult());
        }
        return !trouble(15);
    }

    private void hear(AnnotatedSagaManager<?> sagas, DomainEventMessage<?> event) {
        inUnitOfWork(event, () -> sagas.handle(event, Segment.ROOT_SEGMENT));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inUnitOfWork(Message<?> message, Work work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(message);
        var result = unit.executeWithResult(() -> {
            work.run();
            return null;
        });
        if (result.isExceptional()) {
            throw new AssertionError("A saga has thrown", result.exceptionResult());
        }
    }

    /** Its commands have had their effect, but that it sent them, and what it waits for, may be forgotten. */
    private boolean unlessItDies(Runnable work) {
        Object sagas = store.snapshot();
        Object waits = deadlines.snapshot();
        work.run();
        if (trouble(10)) {
            say("… and the process dies before it has noted it");
            store.restore(sagas);
            deadlines.restore(waits);
            return false;
        }
        return true;
    }

    /** Whatever is new in the event store is on its way to its readers. */
    private void collect() {
        // From the first event: a stream that begins later depends on another thread.
        var stream = events.openStream(null);
        int known = history.size();
        int position = 0;
        while (stream.hasNextAvailable()) {
            TrackedEventMessage<?> event = next(stream);
            if (position++ < known) {
                continue;
            }
            var message = (DomainEventMessage<?>) event;
            history.add(message);
            say("  event " + message.getPayload());
            readers.forEach(reader -> reader.add(message));
        }
        stream.close();
    }

    private static TrackedEventMessage<?> next(
            org.axonframework.common.stream.BlockingStream<TrackedEventMessage<?>> from) {
        try {
            return from.nextAvailable();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Which of the rules of the shop are broken now that all is settled. */
    List<String> brokenRules() {
        return rules.broken(store.alive());
    }

    /** What has happened in this shop that is worth having been seen. */
    Set<String> seen() {
        return history.seen();
    }

    void close() {
        axon.shutdown();
    }
}
