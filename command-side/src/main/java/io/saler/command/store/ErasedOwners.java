package io.saler.command.store;

import io.saler.identity.Actor;
import io.saler.identity.UserErased;
import io.saler.store.RevokeApiKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Revokes the keys of stores whose owner was erased: nobody could do so afterwards. */
@Component
@ProcessingGroup("erased-owners")
class ErasedOwners {

    private static final Map<String, String> ORIGIN =
            Map.of(Actor.KEY, Actor.system("erased-owners").toString());

    /** Less than the time after which another process may take over these events. */
    private static final long LONGEST_SECONDS = 5;

    private final ApiKeyTable keys;
    private final CommandGateway commands;

    ErasedOwners(ApiKeyTable keys, CommandGateway commands) {
        this.keys = keys;
        this.commands = commands;
    }

    @EventHandler
    void on(UserErased event) {
        CompletableFuture.allOf(keys.ofStoresOf(event.userId()).stream()
                        .map(key -> commands.send(
                                GenericCommandMessage.asCommandMessage(new RevokeApiKey(key.store(), key.id()))
                                        .andMetaData(ORIGIN)))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
