package io.saler.command.catalog;

import io.saler.catalog.CatalogFailure.CurrencyMismatch;
import io.saler.catalog.CatalogFailure.ProductMoved;
import io.saler.catalog.CatalogFailure.SkuTaken;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.DiscontinueProduct;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.VersionCondition;
import io.saler.command.store.StoreKeepers;
import io.saler.failure.FailureDetails;
import io.saler.gateway.access.Caller;
import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets merchants keep the catalogues of their stores. */
@RestController
class ProductEndpoint {

    @Schema(example = """
            {"storeId": "0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b10", "sku": "MUG-BLUE", "name": "Stoneware mug",
             "description": "Keeps coffee warm.", "price": {"amount": "12.50", "currency": "EUR"},
             "category": "Ceramics", "tags": ["kitchen"], "attributes": {"colour": "blue"},
             "stock": 40, "lowStockThreshold": 5}""")
    record NewProduct(
            @NotNull StoreId storeId,
            @NotNull Sku sku,
            @NotNull String name,
            @Nullable String description,
            @NotNull Money price,
            @NotNull String category,
            @Nullable List<@NotNull String> tags,
            @Nullable Map<String, @NotNull String> attributes,
            @Nullable Integer stock,
            @Nullable Integer lowStockThreshold) {

        CreateProduct command() {
            var details = new ProductDetails(
                    name,
                    description == null ? "" : description,
                    category,
                    tags == null ? List.of() : tags,
                    attributes == null ? Map.of() : attributes);
            return new CreateProduct(
                    ProductId.of(storeId, sku),
                    storeId,
                    sku,
                    details,
                    price,
                    stock == null ? 0 : stock,
                    lowStockThreshold == null ? 0 : lowStockThreshold);
        }
    }

    /** What is absent stays as it is. */
    @Schema(example = """
            {"name": "Large stoneware mug", "price": {"amount": "14.00", "currency": "EUR"}}""")
    record Changes(
            @Nullable String name,
            @Nullable String description,
            @Nullable Money price,
            @Nullable String category,
            @Nullable List<@NotNull String> tags,
            @Nullable Map<String, @NotNull String> attributes) {

        EditProduct command(ProductId product, @Nullable Set<Long> expectedVersions) {
            return new EditProduct(product, name, description, category, tags, attributes, price, expectedVersions);
        }
    }

    record Created(ProductId productId) {}

    record ProductFields(
            ProductId productId,
            StoreId storeId,
            Sku sku,
            String name,
            String description,
            String category,
            List<String> tags,
            Map<String, String> attributes,
            Money price) {

        static ProductFields of(EditedProduct product) {
            ProductDetails details = product.details();
            return new ProductFields(
                    product.productId(),
                    product.storeId(),
                    product.sku(),
                    details.name(),
                    details.description(),
                    details.category(),
                    details.tags(),
                    details.attributes(),
                    product.price());
        }
    }

    private final CommandGateway commands;
    private final StoreKeepers keepers;
    private final ProductOwnership ownership;
    private final ProductOrigins origins;

    ProductEndpoint(CommandGateway commands, StoreKeepers keepers, ProductOwnership ownership, ProductOrigins origins) {
        this.commands = commands;
        this.keepers = keepers;
        this.ownership = ownership;
        this.origins = origins;
    }

    @PostMapping("/products")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Created> create(@Valid @RequestBody NewProduct request, Caller caller, OperationId operation) {
        // Before anything is said about the store that only its own may know, such as which SKUs are taken.
        keepers.require(caller.actor(), request.storeId(), Scope.PRODUCTS_WRITE);
        Currency currency = keepers.currency(request.storeId());
        CreateProduct command = request.command();
        if (!command.price().currency().equals(currency)) {
            throw new CurrencyMismatch(currency);
        }
        if (!create(command, operation) && !origins.isFrom(operation, command.productId())) {
            throw new SkuTaken(command.sku());
        }
        return ResponseEntity.created(URI.create("/products/" + command.productId()))
                .body(new Created(command.productId()));
    }

    /** Answers false when there is such a product already. */
    private boolean create(CreateProduct command, OperationId operation) {
        if (ownership.isListed(command.productId())) {
            return false;
        }
        try {
            commands.sendAndWait(
                    GenericCommandMessage.asCommandMessage(command).andMetaData(operation.metaData()),
                    10,
                    TimeUnit.SECONDS);
            return true;
        } catch (CommandExecutionException refused) {
            if (lostRace(refused)) {
                return false;
            }
            throw refused;
        }
    }

    /** Nothing but a product with the same SKU can be written at the same place as a new product. */
    private static boolean lostRace(CommandExecutionException refused) {
        return refused.getDetails()
                .filter(FailureDetails.class::isInstance)
                .map(FailureDetails.class::cast)
                .filter(FailureDetails::isConcurrentChange)
                .isPresent();
    }

    @PatchMapping("/products/{productId}")
    @Refuses(HttpStatus.CONFLICT)
    ResponseEntity<ProductFields> edit(
            @PathVariable ProductId productId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Changes changes) {
        EditedProduct edited = commands.sendAndWait(
                changes.command(productId, VersionCondition.expected(ifMatch, ProductMoved::new)),
                10,
                TimeUnit.SECONDS);
        return ResponseEntity.ok().eTag(VersionCondition.tag(edited.version())).body(ProductFields.of(edited));
    }

    @PostMapping("/products/{productId}/discontinue")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discontinue(
            @PathVariable ProductId productId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        commands.sendAndWait(
                new DiscontinueProduct(productId, VersionCondition.expected(ifMatch, ProductMoved::new)),
                10,
                TimeUnit.SECONDS);
    }
}
