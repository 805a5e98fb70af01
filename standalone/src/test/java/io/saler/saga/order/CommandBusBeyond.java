package io.saler.saga.order;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** A bus whose handlers are in another process, which may not be reached, or not be heard. */
final class CommandBusBeyond implements CommandBus {

    private final CommandBus there;
    private final BooleanSupplier fails;
    private final Consumer<String> say;

    CommandBusBeyond(CommandBus there, BooleanSupplier fails, Consumer<String> say) {
        this.there = there;
        this.fails = fails;
        this.say = say;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (fails.getAsBoolean()) {
            say.accept("  not delivered: " + command.getPayload());
            callback.onResult(
                    command, GenericCommandResultMessage.asCommandResultMessage(new IllegalStateException("away")));
            return;
        }
        say.accept("  sent: " + command.getPayload());
        CommandCallback<C, R> answer = (sent, result) -> {
            if (fails.getAsBoolean()) {
                say.accept("  not answered: " + command.getPayload());
                callback.onResult(
                        command, GenericCommandResultMessage.asCommandResultMessage(new IllegalStateException("late")));
            } else {
                callback.onResult(sent, result);
            }
        };
        if (!CurrentUnitOfWork.isStarted()) {
            there.dispatch(command, answer);
            return;
        }
        UnitOfWork<?> here = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(here);
        try {
            there.dispatch(command, answer);
        } finally {
            CurrentUnitOfWork.set(here);
        }
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        return there.subscribe(name, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return there.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return there.registerHandlerInterceptor(interceptor);
    }
}
