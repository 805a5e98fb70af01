package io.saler.command.journal;

import io.saler.gateway.openapi.Refuses;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CompensateSaga;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators act on sagas. What follows is read in the saga's journal, where it says who asked and why. */
@RestController
class SagaEndpoint {

    @Schema(example = """
            {"reason": "the stock's side is back"}""")
    record Intervention(@NotBlank @Size(max = 200) String reason) {}

    @Schema(example = """
            {"text": "The customer has called: they wait for their bank."}""")
    record Note(@NotBlank @Size(max = 2000) String text) {}

    record AcceptedIntervention(SagaId sagaId) {}

    private final CommandGateway commands;

    SagaEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/admin/sagas/{sagaId}/retry")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedIntervention> retry(
            @PathVariable SagaId sagaId, @Valid @RequestBody Intervention intervention) {
        return accepted(sagaId, new RetrySaga(sagaId, intervention.reason()));
    }

    @PostMapping("/admin/sagas/{sagaId}/compensate")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedIntervention> compensate(
            @PathVariable SagaId sagaId, @Valid @RequestBody Intervention intervention) {
        return accepted(sagaId, new CompensateSaga(sagaId, intervention.reason()));
    }

    @PostMapping("/admin/sagas/{sagaId}/cancel")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedIntervention> cancel(
            @PathVariable SagaId sagaId, @Valid @RequestBody Intervention intervention) {
        return accepted(sagaId, new CancelSaga(sagaId, intervention.reason()));
    }

    @PostMapping("/admin/sagas/{sagaId}/notes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedIntervention> note(@PathVariable SagaId sagaId, @Valid @RequestBody Note note) {
        return accepted(sagaId, new AddSagaNote(sagaId, note.text()));
    }

    private ResponseEntity<AcceptedIntervention> accepted(SagaId saga, Object command) {
        commands.sendAndWait(command, 10, TimeUnit.SECONDS);
        return ResponseEntity.accepted()
                .location(URI.create("/admin/sagas/" + saga))
                .body(new AcceptedIntervention(saga));
    }
}
