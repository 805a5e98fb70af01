package io.saler.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saler.identity.Actor;
import io.saler.store.ApiKeyId;
import io.saler.store.NoteApiKeyUse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, once a day and key, that a key is in use, so that its owner sees which ones nobody needs any more. No request
 * waits for that, or fails with it.
 */
final class KeyUses {

    private static final Logger log = LoggerFactory.getLogger(KeyUses.class);
    private static final Map<String, String> ORIGIN =
            Map.of(Actor.KEY, Actor.system("api-keys").toString());
    private static final int MOST = 10_000;

    private final Supplier<@Nullable CommandGateway> commands;
    private final Clock clock;
    private final Cache<ApiKeyId, LocalDate> told =
            Caffeine.newBuilder().maximumSize(MOST).build();

    KeyUses(Supplier<@Nullable CommandGateway> commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    void note(StoreKey key) {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(told.asMap().put(key.id(), today))) {
            tell(new NoteApiKeyUse(key.store(), key.id(), today));
        }
    }

    private void tell(NoteApiKeyUse use) {
        CommandGateway gateway = commands.get();
        if (gateway == null) {
            return;
        }
        try {
            gateway.send(GenericCommandMessage.asCommandMessage(use).withMetaData(ORIGIN))
                    .whenComplete((noted, failure) -> {
                        if (failure != null) {
                            untold(use, failure);
                        }
                    });
        } catch (RuntimeException away) {
            untold(use, away);
        }
    }

    /** The next use tells it again. */
    private void untold(NoteApiKeyUse use, Throwable failure) {
        told.invalidate(use.keyId());
        log.debug("It is not noted that the key {} is in use", use.keyId(), failure);
    }
}
