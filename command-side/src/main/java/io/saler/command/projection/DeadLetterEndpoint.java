package io.saler.command.projection;

import io.saler.gateway.openapi.Refuses;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.RetriedSequence;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators try parked events again, or give them up. */
@RestController
class DeadLetterEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** @param processor of this one only; of all if not said */
    @Schema(example = """
            {"reason": "the table is repaired", "processor": "orders"}""")
    record AskedRetry(
            @NotBlank @Size(max = 200) String reason,
            @Nullable String processor) {}

    private final CommandGateway commands;

    DeadLetterEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/admin/dead-letters/{id}/retry")
    @Refuses(HttpStatus.CONFLICT)
    RetriedSequence retry(@PathVariable DeadLetterId id, @Valid @RequestBody Intervention intervention) {
        return commands.sendAndWait(
                new RetryDeadLetter(id, intervention.reason()), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PostMapping("/admin/dead-letters/retry")
    @Refuses(HttpStatus.NOT_FOUND)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retryAll(@Valid @RequestBody AskedRetry asked) {
        commands.sendAndWait(
                new RetryDeadLetters(asked.processor(), asked.reason()), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PostMapping("/admin/dead-letters/{id}/discard")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable DeadLetterId id, @Valid @RequestBody Intervention intervention) {
        commands.sendAndWait(new DiscardDeadLetter(id, intervention.reason()), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
