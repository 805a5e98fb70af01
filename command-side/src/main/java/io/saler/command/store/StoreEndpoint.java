package io.saler.command.store;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.store.ChangeStoreTimeZone;
import io.saler.store.OpenStore;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Currency;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opens stores, and changes them. With an {@code Idempotency-Key}, a request sent twice is one store. */
@RestController
class StoreEndpoint {

    @Schema(example = """
            {"name": "Kiln & Cup", "currency": "EUR", "timeZone": "Europe/Berlin"}""")
    record Opening(
            @NotBlank @Size(max = 200) String name,
            @NotNull Currency currency,
            @Nullable StoreTimeZone timeZone) {}

    @Schema(example = """
            {"timeZone": "Asia/Riyadh"}""")
    record Changes(@NotNull StoreTimeZone timeZone) {}

    record Opened(StoreId storeId) {}

    private final CommandGateway commands;

    StoreEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/stores")
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Opened> open(@Valid @RequestBody Opening store, CurrentUser owner, OperationId operation) {
        var id = new StoreId(operation.value());
        StoreTimeZone zone = store.timeZone() == null ? StoreTimeZone.UTC : store.timeZone();
        send(new OpenStore(id, owner.id(), store.name(), store.currency(), zone));
        return ResponseEntity.created(URI.create("/stores/" + id)).body(new Opened(id));
    }

    @PatchMapping("/stores/{storeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable StoreId storeId, @Valid @RequestBody Changes changes, CurrentUser owner) {
        send(new ChangeStoreTimeZone(storeId, changes.timeZone()));
    }

    private void send(Object command) {
        commands.sendAndWait(command, 10, TimeUnit.SECONDS);
    }
}
