package io.saler.command.inventory;

import io.saler.catalog.ProductId;
import io.saler.command.catalog.ProductOwnership;
import io.saler.gateway.access.CurrentUser;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets merchants correct the stock of what they sell. */
@RestController
class InventoryEndpoint {

    record Correction(
            @NotNull ProductId productId,
            @Nullable Integer change,
            @Nullable Integer onHand,
            @NotNull String reason) {}

    record Stock(ProductId productId, int onHand, int reserved, int available) {}

    private final CommandGateway commands;
    private final ProductOwnership ownership;

    InventoryEndpoint(CommandGateway commands, ProductOwnership ownership) {
        this.commands = commands;
        this.ownership = ownership;
    }

    @PutMapping("/inventory/update")
    Stock adjust(@Valid @RequestBody Correction correction, CurrentUser user) {
        ProductId product = correction.productId();
        ownership.requireOwnProduct(product, user);
        StockLevel level = commands.sendAndWait(
                new AdjustStock(
                        InventoryItemId.of(product), correction.change(), correction.onHand(), correction.reason()),
                10,
                TimeUnit.SECONDS);
        return new Stock(product, level.onHand(), level.reserved(), level.available());
    }
}
