package io.saler.axonserver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the aggregate that a command is for. Saler's commands are records, of which one component is marked; it is
 * looked for once per kind of command, whereas Axon looks at all fields and methods of each command anew. What is not
 * such a record is left to Axon.
 */
final class RecordTargetResolver implements CommandTargetResolver {

    private final CommandTargetResolver axons =
            AnnotationCommandTargetResolver.builder().build();

    private final ClassValue<Optional<Method>> identifiers = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return Stream.ofNullable(type.getRecordComponents())
                    .flatMap(Stream::of)
                    .map(RecordComponent::getAccessor)
                    .filter(accessor -> accessor.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .filter(Method::trySetAccessible);
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object identifier = identifier(command.getPayload());
        return identifier == null
                ? axons.resolveTarget(command)
                : new VersionedAggregateIdentifier(identifier.toString(), null);
    }

    private @Nullable Object identifier(Object command) {
        Optional<Method> accessor = identifiers.get(command.getClass());
        if (accessor.isEmpty()) {
            return null;
        }
        try {
            return accessor.get().invoke(command);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalArgumentException("Whom %s is for cannot be read".formatted(command), unreadable);
        }
    }
}
