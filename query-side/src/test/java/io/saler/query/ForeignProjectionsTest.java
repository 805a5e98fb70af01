package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.axonserver.processor.ProcessorSide;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.projection.FindProjections;
import io.saler.projection.FoundProjections;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.ProjectionStatus;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProjection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Event processors of other sides, which other processes have, are seen and dealt with like one's own. */
class ForeignProjectionsTest extends ServedQuerySide {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());
    private static final String WHY = "the mail server is on fire";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Autowired
    private CommandGateway commands;

    @Autowired
    private CommandBus bus;

    private Registration sagas;

    /** Found with the beans of the read side itself. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Others {
        @Bean
        SagasStandIn sagasWithProcessors() {
            return new SagasStandIn();
        }
    }

    /** Stands in for the sagas' side. */
    static final class SagasStandIn {

        @QueryHandler
        FoundProjections find(FindProjections query) {
            return new FoundProjections(List.of(new ProjectionView(
                    "notifications",
                    "sagas",
                    7,
                    9,
                    2,
                    0.5,
                    ProjectionStatus.RUNNING,
                    null,
                    List.of(new ProjectionView.Segment(0, 0, 7, "1@sagas", false)),
                    null,
                    false)));
        }
    }

    @BeforeEach
    void handleTheirCommands() {
        sagas = bus.subscribe(ProcessorSide.commandFor("sagas"), message -> {
            if (message.getPayload() instanceof MergeProjection) {
                throw new ProjectionFailure.OnlySegment();
            }
            return heard.add(Actor.of(message.getMetaData()) + " " + message.getPayload());
        });
    }

    @AfterEach
    void leave() {
        sagas.cancel();
    }

    @Test
    void theyAreListed() {
        assertThat(json(get("/admin/projections", Tokens.of(UserId.random(), Role.ADMIN)))
                        .path("items")
                        .valueStream()
                        .map(each -> each.path("side").asString() + " "
                                + each.path("name").asString()))
                .contains("query-side orders", "sagas notifications");
    }

    @Test
    void theirSideIsToldWhoWantsWhatAndItsRefusalsAreAnswered() {
        var pause = new PauseProjection("notifications", WHY);

        commands.sendAndWait(message(pause));

        assertThat(heard).containsExactly(ADMINISTRATOR + " " + pause);
        assertThat(refusal(new MergeProjection("notifications", WHY))).isEqualTo("only-segment");
    }

    @Test
    void theyAreNotRebuilt() {
        assertThat(refusal(new RebuildProjection("notifications", false, false, WHY)))
                .isEqualTo("not-rebuildable");
        assertThat(heard).isEmpty();
    }

    private String refusal(ProjectionCommand command) {
        var refused =
                catchThrowableOfType(CommandExecutionException.class, () -> commands.sendAndWait(message(command)));
        assertThat(refused).isNotNull();
        return refused.<FailureDetails>getDetails().orElseThrow().type();
    }

    private static GenericCommandMessage<Object> message(ProjectionCommand command) {
        return new GenericCommandMessage<>(command, Map.of(Actor.KEY, ADMINISTRATOR.toString()));
    }
}
