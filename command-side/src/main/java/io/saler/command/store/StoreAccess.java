package io.saler.command.store;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.store.ChangeStoreTimeZone;
import io.saler.store.CreateApiKey;
import io.saler.store.OpenStore;
import io.saler.store.RevokeApiKey;
import io.saler.store.RollApiKey;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Whoever is signed in may open a store of their own, and is a merchant from then on. A store's owner alone makes its
 * keys, since a key that could make others would outlive being revoked; administrators may end them.
 */
@Component
final class StoreAccess implements AccessRules, MessageRules {

    private final StoreKeepers keepers;

    StoreAccess(StoreKeepers keepers) {
        this.keepers = keepers;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.signedIn(HttpMethod.POST, "/stores"),
                AccessRule.signedIn(HttpMethod.PATCH, "/stores/{storeId}"),
                AccessRule.signedIn(HttpMethod.POST, "/stores/{storeId}/api-keys"),
                AccessRule.signedIn(HttpMethod.POST, "/stores/{storeId}/api-keys/{keyId}/roll"),
                AccessRule.signedIn(HttpMethod.DELETE, "/stores/{storeId}/api-keys/{keyId}"));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                new MessageRule<>(OpenStore.class, (actor, opening) -> {
                    if (!actor.is(opening.ownerId())) {
                        throw new Forbidden();
                    }
                }),
                new MessageRule<>(
                        ChangeStoreTimeZone.class, (actor, change) -> keepers.requireOwner(actor, change.storeId())),
                new MessageRule<>(
                        CreateApiKey.class,
                        (actor, creation) -> keepers.requireLastingOwner(actor, creation.storeId())),
                new MessageRule<>(
                        RollApiKey.class, (actor, roll) -> keepers.requireLastingOwner(actor, roll.storeId())),
                new MessageRule<>(
                        RevokeApiKey.class,
                        (actor, revocation) -> keepers.requireOwnerOrAdministrator(actor, revocation.storeId())));
    }
}
