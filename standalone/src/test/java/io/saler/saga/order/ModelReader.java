package io.saler.saga.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Follows the events of each aggregate in their order; what it did not get through, it hears again first. */
final class ModelReader {

    final String name;
    final Consumer<DomainEventMessage<?>> handler;
    final Map<String, Deque<DomainEventMessage<?>>> waiting = new LinkedHashMap<>();
    final List<DomainEventMessage<?>> heard = new ArrayList<>();

    @Nullable
    String unfinished;

    ModelReader(String name, Consumer<DomainEventMessage<?>> handler) {
        this.name = name;
        this.handler = handler;
    }

    void add(DomainEventMessage<?> event) {
        waiting.computeIfAbsent(event.getAggregateIdentifier(), unknown -> new ArrayDeque<>())
                .add(event);
    }

    List<String> aggregatesWithNews() {
        return waiting.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
