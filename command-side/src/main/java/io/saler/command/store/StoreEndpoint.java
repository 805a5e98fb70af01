package io.saler.command.store;

import io.saler.failure.FailureDetails;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.request.IdempotencyKey;
import io.saler.store.OpenStore;
import io.saler.store.StoreId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Currency;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opens stores. With an {@code Idempotency-Key}, a request sent twice is one store. */
@RestController
class StoreEndpoint {

    record Opening(
            @NotBlank @Size(max = 200) String name, @NotNull Currency currency) {}

    record Opened(StoreId storeId) {}

    private final CommandGateway commands;

    StoreEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/stores")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Opened> open(
            @Valid @RequestBody Opening store,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            CurrentUser owner,
            HttpServletResponse answer) {
        StoreId id = key == null ? StoreId.random() : new StoreId(key.idFor("store-request", owner.id()));
        boolean opened = send(new OpenStore(id, owner.id(), store.name(), store.currency()));
        if (!opened) {
            IdempotencyKey.markReplayed(answer);
        }
        return ResponseEntity.created(URI.create("/stores/" + id)).body(new Opened(id));
    }

    /** Of two requests with one key at the same moment, the event store refuses one; that one is asked again. */
    private boolean send(OpenStore command) {
        try {
            return commands.<Boolean>sendAndWait(command, 10, TimeUnit.SECONDS);
        } catch (CommandExecutionException refused) {
            if (refused.<FailureDetails>getDetails()
                    .filter(FailureDetails::isConcurrentChange)
                    .isEmpty()) {
                throw refused;
            }
            return commands.<Boolean>sendAndWait(command, 10, TimeUnit.SECONDS);
        }
    }
}
