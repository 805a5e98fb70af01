package io.saler.command.catalog;

import io.saler.catalog.CreateProduct;
import io.saler.command.inventory.InventoryItem;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Creates a product and its stock in one unit of work, so neither is ever without the other. That a SKU is taken is
 * found by the event store when both are written, whoever else tries at the same time.
 */
@Component
class CatalogCommandHandler {

    private final Repository<Product> products;
    private final Repository<InventoryItem> inventory;

    CatalogCommandHandler(Repository<Product> products, Repository<InventoryItem> inventory) {
        this.products = products;
        this.inventory = inventory;
    }

    @CommandHandler
    void create(CreateProduct command) throws Exception {
        products.newInstance(() -> new Product(command));
        inventory.newInstance(() -> new InventoryItem(
                command.productId(), command.storeId(), command.stock(), command.lowStockThreshold()));
    }
}
