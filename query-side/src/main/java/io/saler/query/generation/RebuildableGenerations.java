package io.saler.query.generation;

import io.saler.axonserver.processor.Rebuildable;
import org.springframework.stereotype.Component;

/** The processors of generations belong to read models that can be rebuilt. */
@Component
class RebuildableGenerations implements Rebuildable {

    private final Definitions definitions;

    RebuildableGenerations(Definitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public boolean has(String processor) {
        return definitions.find(processor).isPresent();
    }
}
