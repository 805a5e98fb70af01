package io.saler.query.projection;

import io.saler.axonserver.processor.ProcessorSide;
import io.saler.projection.FindProjections;
import io.saler.projection.FoundProjections;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.ProjectionView;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** The event processors of all sides, each of which knows its own. */
@Component
class OtherSides {

    private static final Duration ANSWERING = Duration.ofSeconds(3);
    private static final Duration CARRYING_OUT = Duration.ofSeconds(5);

    private final QueryGateway queries;
    private final CommandGateway commands;

    OtherSides(QueryGateway queries, CommandGateway commands) {
        this.queries = queries;
        this.commands = commands;
    }

    /** Those of all sides that answer in time, by side and name. */
    List<ProjectionView> projections() {
        return queries.scatterGather(
                        new FindProjections(),
                        ResponseTypes.instanceOf(FoundProjections.class),
                        ANSWERING.toMillis(),
                        TimeUnit.MILLISECONDS)
                .flatMap(found -> found.projections().stream())
                .sorted(Comparator.comparing(ProjectionView::side).thenComparing(ProjectionView::name))
                .toList();
    }

    boolean have(String projection) {
        return find(projection).isPresent();
    }

    /** Has the side that has the processor do it; throws what it refuses it with. */
    void carryOut(ProjectionCommand command) {
        String side = find(command.name())
                .orElseThrow(ProjectionFailure.ProjectionUnknown::new)
                .side();
        commands.sendAndWait(
                new GenericCommandMessage<>(new GenericMessage<>(command), ProcessorSide.commandFor(side)),
                CARRYING_OUT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Optional<ProjectionView> find(String projection) {
        return projections().stream()
                .filter(view -> view.name().equals(projection))
                .findFirst();
    }
}
