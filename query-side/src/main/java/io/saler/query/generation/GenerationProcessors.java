package io.saler.query.generation;

import static java.util.stream.Collectors.toSet;

import io.saler.axonserver.BulkProcessors;
import io.saler.axonserver.processor.AddedProcessors;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The event processors of generations on this node: each that is fed has one, and no other does. */
@Component
class GenerationProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationProcessors.class);
    private static final String SIDE = "query-side";

    private final BulkProcessors processors;
    private final AddedProcessors added;
    private final GenerationSettings settings;

    /** Those that only nodes of a newer version can feed, so that it is logged once. */
    private final Set<String> tooNew = ConcurrentHashMap.newKeySet();

    GenerationProcessors(BulkProcessors processors, AddedProcessors added, GenerationSettings settings) {
        this.processors = processors;
        this.added = added;
        this.settings = settings;
    }

    /**
     * Also ends those of generations that are dropped by now, which other nodes may have done between two looks.
     *
     * @param there all generations that are not dropped yet
     */
    void follow(GeneratedReadModel definition, List<KeptGeneration> there) {
        List<Generation> fed = there.stream()
                .filter(kept -> kept.state().isFed())
                .map(KeptGeneration::generation)
                .toList();
        Set<String> wanted = fed.stream().map(Generation::processor).collect(toSet());
        added.names().stream()
                .filter(processor -> Generation.isProcessorOf(definition.name(), processor))
                .filter(processor -> !wanted.contains(processor))
                .forEach(added::remove);
        for (Generation generation : fed) {
            if (generation.version() > definition.version()) {
                if (tooNew.add(generation.processor())) {
                    LOG.warn(
                            "{} is of version {}, and this node knows only {}: other nodes have to feed it",
                            generation.processor(),
                            generation.version(),
                            definition.version());
                }
            } else if (!added.has(generation.processor())) {
                added.add(processors.make(
                        generation.processor(),
                        SIDE,
                        definition.handlers(generation),
                        definition::handles,
                        definition.sequencing(),
                        settings.amounts()));
            }
        }
    }
}
