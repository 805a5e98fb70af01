package io.saler.command.inventory;

import io.saler.catalog.ProductId;
import io.saler.command.VersionCondition;
import io.saler.gateway.openapi.Refuses;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.AdjustedStock;
import io.saler.inventory.InventoryFailure.StockMoved;
import io.saler.inventory.StockLevel;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets merchants correct the stock of what they sell. */
@RestController
class InventoryEndpoint {

    @Schema(example = """
            {"productId": "5c5e3bb8-9d77-3a53-8b0f-2f3c5a1d6c11", "change": 12, "reason": "delivery"}""")
    record Correction(
            @NotNull ProductId productId,
            @Nullable Integer change,
            @Nullable Integer onHand,
            @NotNull String reason) {}

    record Stock(ProductId productId, int onHand, int reserved, int available) {

        static Stock of(ProductId product, StockLevel level) {
            return new Stock(product, level.onHand(), level.reserved(), level.available());
        }
    }

    private final CommandGateway commands;

    InventoryEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PutMapping("/inventory/update")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    ResponseEntity<Stock> adjust(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Correction correction) {
        ProductId product = correction.productId();
        AdjustedStock adjusted = commands.sendAndWait(
                new AdjustStock(
                        product,
                        correction.change(),
                        correction.onHand(),
                        correction.reason(),
                        VersionCondition.expected(ifMatch, StockMoved::new)),
                10,
                TimeUnit.SECONDS);
        return ResponseEntity.ok()
                .eTag(VersionCondition.tag(adjusted.version()))
                .body(Stock.of(product, adjusted.level()));
    }
}
