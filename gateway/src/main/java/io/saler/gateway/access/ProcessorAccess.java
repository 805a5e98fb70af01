package io.saler.gateway.access;

import io.saler.failure.Forbidden;
import io.saler.identity.Role;
import io.saler.projection.FindProjections;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.SplitProjection;
import java.util.List;
import java.util.stream.Stream;

/** What every side answers and does about its event processors, for administrators alone. */
final class ProcessorAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return Stream.of(
                        FindProjections.class,
                        PauseProjection.class,
                        ResumeProjection.class,
                        SplitProjection.class,
                        MergeProjection.class)
                .<MessageRule<?>>map(ProcessorAccess::ofAdministrators)
                .toList();
    }

    private static <T> MessageRule<T> ofAdministrators(Class<T> message) {
        return new MessageRule<>(message, (actor, content) -> {
            if (!actor.kind().equals(Role.ADMIN.name())) {
                throw new Forbidden();
            }
        });
    }
}
