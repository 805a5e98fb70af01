package io.saler.query.projection;

import io.saler.axonserver.ParkedEvents;
import io.saler.axonserver.processor.ParkingProcessors;
import io.saler.axonserver.processor.ProcessorControls;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.identity.Actor;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RetriedSequence;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.springframework.stereotype.Component;

/**
 * Tries parked events again, or gives them up. Whatever is done about a sequence keeps others from it meanwhile, on all
 * nodes.
 */
@Component
class DeadLetterCommands {

    private final DeadLetterTable letters;
    private final DiscardedEvents discarded;
    private final ParkingProcessors parking;
    private final ParkedEvents parked;
    private final ProcessorControls controls;

    DeadLetterCommands(
            DeadLetterTable letters,
            DiscardedEvents discarded,
            ParkingProcessors parking,
            ParkedEvents parked,
            ProcessorControls controls) {
        this.letters = letters;
        this.discarded = discarded;
        this.parking = parking;
        this.parked = parked;
        this.controls = controls;
    }

    @CommandHandler
    RetriedSequence handle(RetryDeadLetter command, MetaData origin) {
        DeadLetterTable.Sequence sequence = held(command.id()).sequence();
        letters.putFirst(sequence);
        parking.letters(sequence.processor())
                .orElseThrow(ProjectionFailure.DeadLetterUnknown::new)
                .process(letter -> isOf(letter, sequence));
        controls.note(sequence.processor(), "RetryDeadLetter " + command.id(), Actor.of(origin), command.reason());
        return letters.find(sequence)
                .map(left -> new RetriedSequence(left.size(), left.cause()))
                .orElseGet(() -> new RetriedSequence(0, null));
    }

    @CommandHandler
    void handle(RetryDeadLetters command, MetaData origin) {
        String processor = command.processor();
        if (processor != null && parking.parked(processor).isEmpty()) {
            throw new ProjectionFailure.ProjectionUnknown();
        }
        controls.note(processor == null ? "*" : processor, "RetryDeadLetters", Actor.of(origin), command.reason());
        parked.tryNow(processor);
    }

    @CommandHandler
    void handle(DiscardDeadLetter command, MetaData origin) {
        DeadLetterTable.Parked event = held(command.id());
        Actor actor = Actor.of(origin);
        letters.delete(command.id());
        discarded.add(command.id(), event, actor, command.reason());
        AuditLog.succeeded(Act.DEAD_LETTER_DISCARDED, command.id(), actor);
    }

    private DeadLetterTable.Parked held(DeadLetterId id) {
        DeadLetterTable.Parked found = letters.find(id).orElseThrow(ProjectionFailure.DeadLetterUnknown::new);
        if (!letters.lock(found.sequence())) {
            throw new ProjectionFailure.DeadLetterBusy();
        }
        // It may have succeeded just before.
        return letters.find(id).orElseThrow(ProjectionFailure.DeadLetterUnknown::new);
    }

    private static boolean isOf(DeadLetter<? extends EventMessage<?>> letter, DeadLetterTable.Sequence sequence) {
        return letter instanceof JdbcDeadLetter<?> stored
                && stored.getSequenceIdentifier().equals(sequence.sequence());
    }
}
