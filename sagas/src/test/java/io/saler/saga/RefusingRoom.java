package io.saler.saga;

import io.saler.failure.Failure;
import io.saler.inventory.ReserveStock;
import io.saler.order.OrderPlaced;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The sagas' room, whose other sides refuse or hold a command when they are told to, or spoil a transaction. */
public final class RefusingRoom implements MessageHandlerInterceptor<CommandMessage<?>> {

    private record Refusal(Class<?> command, Failure why) {}

    private final CommandSideStandIn others;
    private final AtomicReference<Runnable> failing = new AtomicReference<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<Class<?>, CountDownLatch> held = new ConcurrentHashMap<>();
    private volatile Refusal refusal;

    RefusingRoom(CommandSideStandIn others) {
        this.others = others;
    }

    /** Starts the room and answers its context, with this in it. */
    public static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(SagasTest.Room.class, Interference.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    /** No configuration that the room would find by itself. */
    static final class Interference {

        @Bean
        RefusingRoom room(CommandSideStandIn others) {
            return new RefusingRoom(others);
        }
    }

    public void place(OrderPlaced order) {
        others.place(order);
    }

    /** From now on, commands of this kind are refused. */
    public void refuse(Class<?> command, Failure why) {
        refusal = new Refusal(command, why);
    }

    public void refuseNothing() {
        refusal = null;
    }

    /** From now on, commands of this kind wait until they are let go. */
    public void hold(Class<?> command) {
        held.put(command, new CountDownLatch(1));
    }

    public void letGo(Class<?> command) {
        held.remove(command).countDown();
    }

    public void letAllGo() {
        held.keySet().forEach(this::letGo);
    }

    /** The next transaction in which stock is reserved comes to nothing at its very end, after this. */
    public void failOneCommit(Runnable last) {
        failing.set(last);
    }

    public int failedCommits() {
        return failed.get();
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
        Refusal current = refusal;
        if (current != null && current.command().equals(unit.getMessage().getPayloadType())) {
            throw current.why();
        }
        Runnable last = unit.getMessage().getPayloadType() == ReserveStock.class ? failing.getAndSet(null) : null;
        if (last != null) {
            // All is prepared by then, and the transaction, which was there first, commits after whatever came later.
            unit.root().onCommit(ending -> {
                last.run();
                failed.incrementAndGet();
                throw new IllegalStateException("Spoilt");
            });
        }
        CountDownLatch hold = held.get(unit.getMessage().getPayloadType());
        if (hold != null) {
            hold.await();
        }
        return chain.proceed();
    }
}
