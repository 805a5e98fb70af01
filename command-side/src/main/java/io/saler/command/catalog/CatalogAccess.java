package io.saler.command.catalog;

import static io.saler.store.Scope.PRODUCTS_WRITE;

import io.saler.catalog.CreateProduct;
import io.saler.catalog.DiscontinueProduct;
import io.saler.command.store.StoreKeepers;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in, or has a key for it, may ask; only the store's own come through. */
@Component
final class CatalogAccess implements AccessRules, MessageRules {

    private final StoreKeepers keepers;
    private final ProductOwnership products;

    CatalogAccess(StoreKeepers keepers, ProductOwnership products) {
        this.keepers = keepers;
        this.products = products;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.signedIn(HttpMethod.POST, "/products").orKeyWith(PRODUCTS_WRITE),
                AccessRule.signedIn(HttpMethod.PATCH, "/products/{productId}").orKeyWith(PRODUCTS_WRITE),
                AccessRule.signedIn(HttpMethod.POST, "/products/{productId}/discontinue")
                        .orKeyWith(PRODUCTS_WRITE));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                new MessageRule<>(
                        CreateProduct.class,
                        (actor, creation) -> keepers.require(actor, creation.storeId(), PRODUCTS_WRITE)),
                new MessageRule<>(
                        EditProduct.class,
                        (actor, edit) -> products.requireOwn(actor, edit.productId(), PRODUCTS_WRITE)),
                new MessageRule<>(
                        DiscontinueProduct.class,
                        (actor, end) -> products.requireOwn(actor, end.productId(), PRODUCTS_WRITE)));
    }
}
