package io.saler.saga;

import io.saler.failure.Failure;
import io.saler.inventory.ReserveStock;
import io.saler.order.OrderPlaced;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The sagas' room, whose other sides refuse a command when they are told to, or spoil a transaction. */
public final class RefusingRoom implements MessageHandlerInterceptor<CommandMessage<?>> {

    private record Refusal(Class<?> command, Failure why) {}

    private final CommandSideStandIn others;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicInteger failed = new AtomicInteger();
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

    /** The next transaction in which stock is reserved comes to nothing at its very end. */
    public void failOneCommit() {
        failing.set(true);
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
        if (unit.getMessage().getPayloadType() == ReserveStock.class && failing.getAndSet(false)) {
            unit.root().onPrepareCommit(ending -> {
                failed.incrementAndGet();
                throw new IllegalStateException("Spoilt");
            });
        }
        return chain.proceed();
    }
}
