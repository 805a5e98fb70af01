package io.saler.standalone.migration;

import io.saler.axonserver.migration.SideState;
import io.saler.command.CommandSide;
import io.saler.gateway.idempotency.IdempotencyConfiguration;
import io.saler.query.QuerySide;
import io.saler.saga.Sagas;
import io.saler.standalone.distributed.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;

/** Who is given which part of what one process keeps in PostgreSQL. */
final class MovedState {

    /** Those that are given something. */
    static final List<Side> SIDES = List.of(Side.COMMAND, Side.SAGAS);

    /** The query side makes its tables anew, from events. */
    static final Set<String> LEFT_BEHIND = Set.of(QuerySide.SCHEMA.name());

    private MovedState() {}

    static SideState of(Side side) {
        return switch (side) {
            case COMMAND ->
                new SideState(
                        side.program(),
                        List.of(CommandSide.SCHEMA, IdempotencyConfiguration.SCHEMA),
                        Set.of(),
                        processorsIn(CommandSide.class));
            case SAGAS ->
                new SideState(
                        side.program(),
                        List.of(Sagas.SCHEMA),
                        Set.of("axon.saga", "axon.saga_association"),
                        processorsIn(Sagas.class));
            case QUERY -> throw new IllegalArgumentException("The query side is given nothing");
        };
    }

    /** The names of all processors whose handlers are in the package of a side's configuration or below. */
    private static Set<String> processorsIn(Class<?> side) {
        // Whatever the conditions are under which it is a component.
        var handlers = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(MetadataReader reader) {
                return reader.getAnnotationMetadata().hasAnnotation(ProcessingGroup.class.getName());
            }
        };
        return handlers.findCandidateComponents(side.getPackageName()).stream()
                .map(handler -> Objects.requireNonNull(((AnnotatedBeanDefinition) handler)
                        .getMetadata()
                        .getAnnotationAttributes(ProcessingGroup.class.getName())))
                .map(Map::copyOf)
                .map(group -> String.valueOf(group.get("value")))
                .collect(Collectors.toSet());
    }
}
