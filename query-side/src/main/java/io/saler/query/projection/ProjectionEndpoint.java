package io.saler.query.projection;

import io.saler.gateway.page.Page;
import io.saler.projection.FindGenerations;
import io.saler.projection.FindRebuild;
import io.saler.projection.FoundGenerations;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators how far event processors are, and how far rebuilds have come. */
@RestController
class ProjectionEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final OtherSides sides;
    private final QueryGateway queries;

    ProjectionEndpoint(OtherSides sides, QueryGateway queries) {
        this.sides = sides;
        this.queries = queries;
    }

    @GetMapping("/admin/projections")
    Page<ProjectionView> projections() {
        return new Page<>(sides.projections(), null);
    }

    @GetMapping("/admin/projections/{name}/rebuild")
    RebuildProgress rebuild(@PathVariable String name) {
        RebuildProgress found = queries.query(new FindRebuild(name), ResponseTypes.instanceOf(RebuildProgress.class))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (found == null) {
            throw new ProjectionFailure.RebuildUnknown();
        }
        return found;
    }

    @GetMapping("/admin/projections/{name}/generations")
    FoundGenerations generations(@PathVariable String name) {
        FoundGenerations found = queries.query(
                        new FindGenerations(name), ResponseTypes.instanceOf(FoundGenerations.class))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (found == null) {
            throw new ProjectionFailure.ProjectionUnknown();
        }
        return found;
    }
}
