package io.saler.axonserver.processor;

import io.saler.identity.Actor;
import io.saler.projection.ProjectionCommand;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Carries out what other sides ask this one to do about its processors. Every side has the same commands, and a command
 * finds its way by its name: so each side's have a name of their own.
 */
final class ProcessorCommands implements SmartLifecycle {

    private final CommandBus bus;
    private final ProcessorControls controls;
    private final List<ProcessorSide> sides;
    private final List<Registration> registrations = new ArrayList<>();

    ProcessorCommands(CommandBus bus, ProcessorControls controls, List<ProcessorSide> sides) {
        this.bus = bus;
        this.controls = controls;
        this.sides = sides;
    }

    @Override
    public void start() {
        for (ProcessorSide side : sides) {
            registrations.add(bus.subscribe(ProcessorSide.commandFor(side.name()), this::handle));
        }
    }

    private @Nullable Object handle(CommandMessage<?> message) {
        controls.carryOut((ProjectionCommand) message.getPayload(), Actor.of(message.getMetaData()));
        return null;
    }

    @Override
    public void stop() {
        registrations.forEach(Registration::cancel);
        registrations.clear();
    }

    @Override
    public boolean isRunning() {
        return !registrations.isEmpty();
    }
}
