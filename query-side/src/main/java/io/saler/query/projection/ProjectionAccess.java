package io.saler.query.projection;

import static io.saler.gateway.access.AccessRule.inRole;
import static org.springframework.http.HttpMethod.GET;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.DropPrevious;
import io.saler.projection.FindDeadLetters;
import io.saler.projection.FindGenerations;
import io.saler.projection.FindRebuild;
import io.saler.projection.RebuildProjection;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import io.saler.projection.RollBackProjection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Processors and what they have parked are for administrators alone; the gateway says so of what every side answers.
 */
@Component
final class ProjectionAccess implements AccessRules, MessageRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                inRole(GET, "/admin/projections", Role.ADMIN),
                inRole(GET, "/admin/projections/{name}/rebuild", Role.ADMIN),
                inRole(GET, "/admin/projections/{name}/generations", Role.ADMIN),
                inRole(GET, "/admin/dead-letters", Role.ADMIN));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return Stream.of(
                        RebuildProjection.class,
                        CancelRebuild.class,
                        AcceptRebuild.class,
                        RollBackProjection.class,
                        DropPrevious.class,
                        FindGenerations.class,
                        FindRebuild.class,
                        FindDeadLetters.class,
                        RetryDeadLetter.class,
                        RetryDeadLetters.class,
                        DiscardDeadLetter.class)
                .<MessageRule<?>>map(ProjectionAccess::ofAdministrators)
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
