package io.saler.saga.journal;

import io.saler.journal.SagaAction;
import io.saler.saga.journal.SagaOutline.Intervention;
import io.saler.saga.journal.SagaOutline.Mention;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The outlines of all types that have one. */
@Component
class SagaOutlines {

    private final Map<Class<?>, SagaOutline<?>> outlines;

    SagaOutlines(List<SagaOutline<?>> outlines) {
        this.outlines = outlines.stream().collect(Collectors.toUnmodifiableMap(SagaOutline::saga, Function.identity()));
    }

    Standing standing(Object saga) {
        SagaOutline<?> outline = outlines.get(saga.getClass());
        return outline == null ? Standing.UNKNOWN : standing(outline, saga);
    }

    private static <T> Standing standing(SagaOutline<T> outline, Object saga) {
        return outline.standing(outline.saga().cast(saga));
    }

    Map<String, String> about(Object saga) {
        SagaOutline<?> outline = outlines.get(saga.getClass());
        return outline == null ? Map.of() : about(outline, saga);
    }

    private static <T> Map<String, String> about(SagaOutline<T> outline, Object saga) {
        return outline.about(outline.saga().cast(saga));
    }

    Collection<Mention> mentionedBy(Object message, Object saga) {
        SagaOutline<?> outline = outlines.get(saga.getClass());
        return outline == null ? List.of() : outline.mentionedBy(message);
    }

    /** The deadline by which a saga tries again, or null when that is not known of its type. */
    @Nullable
    String retryDeadline(Object saga) {
        SagaOutline<?> outline = outlines.get(saga.getClass());
        return outline == null ? null : outline.retryDeadline();
    }

    /** The steps of each type in which it waits for somebody, by the names of the types. */
    Map<String, Set<String>> stepsOfSomebody() {
        return outlines.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        outline -> outline.saga().getSimpleName(), SagaOutline::stepsOfSomebody));
    }

    /** The names of all types that can be stuck. */
    Collection<String> types() {
        return outlines.keySet().stream().map(Class::getSimpleName).toList();
    }

    /** The names of those types about which this can be done. */
    List<String> typesThatKnow(SagaAction action) {
        return outlines.values().stream()
                .filter(outline -> outline.interventions().containsKey(action))
                .map(outline -> outline.saga().getSimpleName())
                .toList();
    }

    /** How this is done about sagas of a type, or null when it cannot be. */
    @Nullable
    Intervention intervention(String type, SagaAction action) {
        return outlines.values().stream()
                .filter(outline -> outline.saga().getSimpleName().equals(type))
                .findFirst()
                .map(outline -> outline.interventions().get(action))
                .orElse(null);
    }
}
