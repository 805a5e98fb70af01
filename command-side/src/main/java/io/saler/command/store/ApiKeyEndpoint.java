package io.saler.command.store;

import io.saler.gateway.access.ApiKeySecret;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.CreateApiKey;
import io.saler.store.RevokeApiKey;
import io.saler.store.RollApiKey;
import io.saler.store.Scope;
import io.saler.store.StoreFailure.ApiKeyUnknown;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets merchants make keys for their servers and pages. A key is told in one answer and never again. */
@RestController
class ApiKeyEndpoint {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST_GRACE = 7 * 24 * 60 * 60;

    /** @param scopes may be left out of a publishable key, which has one anyway */
    @Schema(example = """
            {"name": "warehouse", "kind": "SECRET", "scopes": ["products:write", "inventory:write"]}""")
    record NewKey(
            @NotNull String name,
            @NotNull ApiKeyKind kind,
            @Nullable @Size(max = 50) List<@NotNull Scope> scopes,
            @Nullable Instant expiresAt) {}

    /** @param expireOldAfter for how many seconds the old secret works besides the new one */
    @Schema(example = """
            {"expireOldAfter": 3600}""")
    record Roll(@Nullable @Min(0) @Max(LONGEST_GRACE) Integer expireOldAfter) {}

    /** @param key what requests are authenticated with; null when it was told before */
    record Created(
            ApiKeyId keyId,
            String name,
            ApiKeyKind kind,
            List<Scope> scopes,
            @Nullable String key,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "Created[" + keyId + "]";
        }
    }

    record Rolled(ApiKeyId keyId, String key, Instant oldExpiresAt) {

        @Override
        public String toString() {
            return "Rolled[" + keyId + "]";
        }
    }

    private final CommandGateway commands;
    private final StoreKeepers keepers;
    private final ApiKeyTable keys;
    private final Clock clock;

    ApiKeyEndpoint(CommandGateway commands, StoreKeepers keepers, ApiKeyTable keys, Clock clock) {
        this.commands = commands;
        this.keepers = keepers;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping("/stores/{storeId}/api-keys")
    @Refuses(HttpStatus.CONFLICT)
    @Idempotent(keepsAnswers = false)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Created> create(
            @PathVariable StoreId storeId,
            @Valid @RequestBody NewKey request,
            CurrentUser owner,
            OperationId operation) {
        ApiKeySecret secret = ApiKeySecret.random(request.kind());
        CreateApiKey command = command(storeId, request, new ApiKeyId(operation.value()), secret);
        boolean isNew = commands.sendAndWait(command, 10, TimeUnit.SECONDS);
        var answer = ResponseEntity.created(URI.create("/stores/" + storeId + "/api-keys"))
                .cacheControl(CacheControl.noStore());
        if (isNew) {
            AuditLog.succeeded(Act.API_KEY_CREATED, command.keyId());
        } else {
            answer.header(REPLAYED, "true");
        }
        return answer.body(new Created(
                command.keyId(),
                command.name(),
                command.kind(),
                command.scopes(),
                isNew ? secret.reveal() : null,
                command.expiresAt()));
    }

    private CreateApiKey command(StoreId store, NewKey request, ApiKeyId key, ApiKeySecret secret) {
        Instant expires = request.expiresAt();
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw InvalidValue.at("expiresAt", "A key expires in the future, or never");
        }
        return new CreateApiKey(
                store,
                key,
                request.name(),
                request.kind(),
                request.scopes() == null ? List.of() : request.scopes(),
                secret.digest(),
                secret.lastFour(),
                expires);
    }

    /** Repeated, it makes another new secret: whoever lost an answer rolls again. */
    @PostMapping("/stores/{storeId}/api-keys/{keyId}/roll")
    @Refuses(HttpStatus.CONFLICT)
    ResponseEntity<Rolled> roll(
            @PathVariable StoreId storeId,
            @PathVariable ApiKeyId keyId,
            @Valid @RequestBody Roll request,
            CurrentUser owner) {
        Integer grace = request.expireOldAfter();
        Instant oldExpiresAt = clock.instant().plusSeconds(grace == null ? 0 : grace);
        keepers.requireOwner(owner.actor(), storeId);
        ApiKeySecret secret = ApiKeySecret.random(keys.kind(storeId, keyId).orElseThrow(ApiKeyUnknown::new));
        commands.sendAndWait(
                new RollApiKey(storeId, keyId, secret.digest(), secret.lastFour(), oldExpiresAt), 10, TimeUnit.SECONDS);
        AuditLog.succeeded(Act.API_KEY_ROLLED, keyId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Rolled(keyId, secret.reveal(), oldExpiresAt));
    }

    @DeleteMapping("/stores/{storeId}/api-keys/{keyId}")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable StoreId storeId, @PathVariable ApiKeyId keyId, CurrentUser owner) {
        commands.sendAndWait(new RevokeApiKey(storeId, keyId), 10, TimeUnit.SECONDS);
        AuditLog.succeeded(Act.API_KEY_REVOKED, keyId);
    }
}
