package io.saler.command.inventory;

import static io.saler.store.Scope.INVENTORY_WRITE;

import io.saler.command.catalog.ProductOwnership;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.inventory.AdjustStock;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Whoever is signed in, or has a key for it, may ask; only the store's own come through. Reserving, releasing and
 * committing are Saler's alone.
 */
@Component
final class InventoryAccess implements AccessRules, MessageRules {

    private final ProductOwnership products;

    InventoryAccess(ProductOwnership products) {
        this.products = products;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(AccessRule.signedIn(HttpMethod.PUT, "/inventory/update").orKeyWith(INVENTORY_WRITE));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(new MessageRule<>(
                AdjustStock.class,
                (actor, correction) -> products.requireOwn(actor, correction.productId(), INVENTORY_WRITE)));
    }
}
