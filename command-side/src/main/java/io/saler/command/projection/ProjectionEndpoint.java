package io.saler.command.projection;

import io.saler.gateway.openapi.Refuses;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DropPrevious;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Lets administrators act on event processors. What comes of it is read in the list of projections. */
@RestController
class ProjectionEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * @param emptyFirst whether everything is deleted first; false if not said
     * @param evenIfDifferent whether a new generation is switched to although it is different; false if not said
     */
    @Schema(example = """
            {"reason": "some orders are missing", "emptyFirst": false, "evenIfDifferent": false}""")
    record AskedRebuild(
            @NotBlank @Size(max = 200) String reason,
            @Nullable Boolean emptyFirst,
            @Nullable Boolean evenIfDifferent) {}

    record AcceptedIntervention(String name) {}

    private final CommandGateway commands;

    ProjectionEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/admin/projections/{name}/pause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention pause(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new PauseProjection(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention resume(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new ResumeProjection(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/split")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention split(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new SplitProjection(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/merge")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention merge(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new MergeProjection(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/rebuild")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedIntervention> rebuild(@PathVariable String name, @Valid @RequestBody AskedRebuild asked) {
        AcceptedIntervention accepted = accepted(new RebuildProjection(
                name,
                Boolean.TRUE.equals(asked.emptyFirst()),
                Boolean.TRUE.equals(asked.evenIfDifferent()),
                asked.reason()));
        return ResponseEntity.accepted()
                .location(UriComponentsBuilder.fromPath("/admin/projections/{name}/rebuild")
                        .build(name))
                .body(accepted);
    }

    @PostMapping("/admin/projections/{name}/rebuild/cancel")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention cancelRebuild(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new CancelRebuild(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/rebuild/accept")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention acceptRebuild(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new AcceptRebuild(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/rollback")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention rollBack(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new RollBackProjection(name, intervention.reason()));
    }

    @PostMapping("/admin/projections/{name}/drop-previous")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedIntervention dropPrevious(@PathVariable String name, @Valid @RequestBody Intervention intervention) {
        return accepted(new DropPrevious(name, intervention.reason()));
    }

    private AcceptedIntervention accepted(ProjectionCommand command) {
        commands.sendAndWait(command, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        return new AcceptedIntervention(command.name());
    }
}
