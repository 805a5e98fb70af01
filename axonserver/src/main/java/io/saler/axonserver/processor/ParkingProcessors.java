package io.saler.axonserver.processor;

import io.saler.axonserver.ProcessorSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/** The processors of this node that park events that are refused, whether they are configured or were added. */
public final class ParkingProcessors {

    private final EventProcessingConfiguration processing;
    private final AddedProcessors added;
    private final ProcessorSettings settings;

    ParkingProcessors(EventProcessingConfiguration processing, AddedProcessors added, ProcessorSettings settings) {
        this.processing = processing;
        this.added = added;
        this.settings = settings;
    }

    public Set<String> names() {
        var names = new TreeSet<>(settings.deadLetters());
        names.addAll(added.all().keySet());
        return names;
    }

    /** Where it has its parked events. */
    public Optional<SequencedDeadLetterQueue<EventMessage<?>>> parked(String processor) {
        return Optional.ofNullable(added.all().get(processor))
                .map(AddedProcessors.Added::parked)
                .or(() -> processing.deadLetterQueue(processor));
    }

    /** What tries its parked events again. */
    public Optional<SequencedDeadLetterProcessor<EventMessage<?>>> letters(String processor) {
        return Optional.ofNullable(added.all().get(processor))
                .map(AddedProcessors.Added::letters)
                .or(() -> processing.sequencedDeadLetterProcessor(processor));
    }
}
