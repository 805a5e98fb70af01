package io.saler.axonserver.processor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.function.SingletonSupplier;

/** The event processors that this node can run: all streaming ones of its side, or sides. */
final class LocalProcessors {

    private final EventProcessingConfiguration processing;
    private final AddedProcessors added;
    private final Supplier<Map<String, String>> sides;

    LocalProcessors(
            EventProcessingConfiguration processing,
            AddedProcessors added,
            List<ProcessorSide> declared,
            ListableBeanFactory handlers) {
        this.processing = processing;
        this.added = added;
        this.sides = SingletonSupplier.of(() -> sides(declared, handlers));
    }

    Map<String, StreamingEventProcessor> all() {
        var all = new TreeMap<String, StreamingEventProcessor>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                all.put(name, streaming);
            }
        });
        added.all().forEach((name, more) -> all.put(name, more.processor()));
        return all;
    }

    boolean has(String processor) {
        return all().containsKey(processor);
    }

    /** The side that has the processor's handlers; an empty text if no side has declared them. */
    String side(String processor) {
        AddedProcessors.Added more = added.all().get(processor);
        return more == null ? sides.get().getOrDefault(processor, "") : more.side();
    }

    /** What this node knows better than the database, which is not told of events that concern no handler. */
    static ProcessorSegment known(StreamingEventProcessor processor, ProcessorSegment stored) {
        EventTrackerStatus status = processor.processingStatus().get(stored.id());
        if (status == null || stored.node() == null) {
            return stored;
        }
        long position = Math.max(stored.position(), status.getCurrentPosition().orElse(-1));
        return new ProcessorSegment(
                stored.processor(), stored.id(), stored.mask(), position, stored.replayTo(), stored.node());
    }

    private static Map<String, String> sides(List<ProcessorSide> declared, ListableBeanFactory handlers) {
        var sides = new HashMap<String, String>();
        for (String bean : handlers.getBeanNamesForAnnotation(ProcessingGroup.class)) {
            Class<?> type = handlers.getType(bean);
            ProcessingGroup group =
                    type == null ? null : AnnotatedElementUtils.findMergedAnnotation(type, ProcessingGroup.class);
            if (type != null && group != null) {
                declared.stream()
                        .filter(side -> side.has(type))
                        .max(Comparator.comparing(side -> side.room().getPackageName()))
                        .ifPresent(side -> sides.put(group.value(), side.name()));
            }
        }
        return sides;
    }
}
