package io.saler.command.journal;

import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSagas;
import io.saler.journal.RetrySagas;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators act on all sagas of a selection, of which they have been told how many there are. */
@RestController
class SagaBatchEndpoint {

    @Schema(example = """
            {
              "filter": {"type": "OrderSaga", "failure": "No answer"},
              "expectedCount": 12,
              "reason": "the gateway is back"
            }""")
    record Batch(
            @NotNull SagaFilter filter,
            @NotNull @Min(1) @Max(SagaCount.MOST) Integer expectedCount,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param count how many sagas it is done about, in the background */
    record AcceptedBatch(int count) {}

    private final CommandGateway commands;

    SagaBatchEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/admin/sagas/batch/retry")
    @Idempotent
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedBatch retry(@Valid @RequestBody Batch batch, OperationId operation) {
        return accepted(new RetrySagas(operation.value(), batch.filter(), batch.expectedCount(), batch.reason()));
    }

    @PostMapping("/admin/sagas/batch/compensate")
    @Idempotent
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedBatch compensate(@Valid @RequestBody Batch batch, OperationId operation) {
        return accepted(new CompensateSagas(operation.value(), batch.filter(), batch.expectedCount(), batch.reason()));
    }

    @PostMapping("/admin/sagas/batch/cancel")
    @Idempotent
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedBatch cancel(@Valid @RequestBody Batch batch, OperationId operation) {
        return accepted(new CancelSagas(operation.value(), batch.filter(), batch.expectedCount(), batch.reason()));
    }

    private AcceptedBatch accepted(Object command) {
        Integer count = commands.sendAndWait(command, 10, TimeUnit.SECONDS);
        return new AcceptedBatch(count);
    }
}
