package io.saler.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jwt.SignedJWT;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.DiscontinueProduct;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.VerifyEmail;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReserveStock;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.PlaceOrder;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.store.ApiKeyId;
import io.saler.store.OpenStore;
import io.saler.store.RevokeApiKey;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.text.ParseException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands that come over the bus, as another process sends them, past all endpoints. */
class CommandAccessTest extends CommandSideTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Autowired
    private CommandGateway bus;

    private String token;
    private Actor owner;
    private Actor stranger;
    private StoreId store;
    private ProductId product;

    @BeforeEach
    void openStores() {
        token = somebodysToken();
        owner = actor(token);
        store = StoreId.of(store(token));
        product = ProductId.of(product(store.toString(), token));
        String other = somebodysToken();
        stranger = new Actor("MERCHANT", actor(other).id());
        store(other);
    }

    private static Actor actor(String token) {
        try {
            return new Actor(
                    "CUSTOMER", SignedJWT.parse(token).getJWTClaimsSet().getSubject());
        } catch (ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Actor key(String scope) {
        return Actor.apiKey(ApiKeyId.of(json(
                        post(
                                "/stores/" + store + "/api-keys",
                                "{\"name\": \"x\", \"kind\": \"SECRET\", \"scopes\": [\"%s\"]}".formatted(scope),
                                bearer(token)),
                        201)
                .path("keyId")
                .asString()));
    }

    private void send(Actor actor, Object command) {
        bus.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).withMetaData(Map.of(Actor.KEY, actor.toString())));
    }

    private void isRefused(Actor actor, Object command, String type) {
        Throwable refused = catchThrowable(() -> send(actor, command));
        assertThat(refused).as("%s by %s", command, actor).isInstanceOf(CommandExecutionException.class);
        assertThat(((CommandExecutionException) refused)
                        .<FailureDetails>getDetails()
                        .orElseThrow()
                        .type())
                .as("%s by %s", command, actor)
                .isEqualTo(type);
    }

    private CreateProduct newProduct() {
        Sku sku = new Sku(OrderId.random().toString());
        return new CreateProduct(
                ProductId.of(store, sku),
                store,
                sku,
                new ProductDetails("Tea", "", "drinks", List.of(), Map.of()),
                Money.of("3.50", "EUR"),
                1,
                0);
    }

    private PlaceOrder order(UserId customer) {
        return new PlaceOrder(
                OrderId.random(),
                customer,
                store,
                List.of(new OrderItem(product, new Quantity(1))),
                new PaymentMethod("pm_approve"),
                null);
    }

    @Test
    void aCatalogueAndItsStockAreChangedForTheirStoreOnly() {
        var adjust = new AdjustStock(product, 1, null, "count");
        isRefused(stranger, newProduct(), "store-unknown");
        isRefused(stranger, new DiscontinueProduct(product, null), "product-unknown");
        isRefused(stranger, adjust, "product-unknown");
        isRefused(Actor.anonymous(), newProduct(), "forbidden");
        isRefused(Actor.anonymous(), adjust, "forbidden");
        isRefused(key("orders:read"), newProduct(), "scope-missing");
        isRefused(key("products:write"), adjust, "scope-missing");
        assertThatCode(() -> {
                    send(owner, newProduct());
                    send(owner, adjust);
                    send(key("products:write"), newProduct());
                    send(key("inventory:write"), adjust);
                    send(Actor.system("order-saga"), adjust);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyThatIsRevokedIsRefusedWhoeverRecognisedIt() {
        Actor key = key("inventory:write");
        send(owner, new RevokeApiKey(store, ApiKeyId.of(key.id())));
        isRefused(key, new AdjustStock(product, 1, null, "count"), "api-key-invalid");
        isRefused(Actor.apiKey(ApiKeyId.random()), new AdjustStock(product, 1, null, "count"), "api-key-invalid");
    }

    @Test
    void peopleOpenStoresAndPlaceOrdersForThemselves() {
        UserId customer = UserId.of(owner.id());
        isRefused(stranger, order(customer), "forbidden");
        isRefused(Actor.user(Role.ADMIN, UserId.random()), order(customer), "forbidden");
        isRefused(new Actor("API_KEY", owner.id()), order(customer), "forbidden");
        isRefused(Actor.anonymous(), order(customer), "forbidden");
        isRefused(stranger, new OpenStore(StoreId.random(), customer, "Tea", EUR), "forbidden");
        assertThatCode(() -> {
                    send(owner, order(customer));
                    send(owner, new OpenStore(StoreId.random(), customer, "Tea", EUR));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void anOrderIsShippedByItsStoreOnly() {
        UserId customer = UserId.random();
        PlaceOrder order = order(customer);
        send(Actor.user(Role.CUSTOMER, customer), order);
        send(Actor.system("order-saga"), new ConfirmOrder(order.orderId(), PaymentId.of(order.orderId(), 1)));
        for (Object step :
                List.of(new ShipOrder(order.orderId(), "DHL", "0034-1"), new DeliverOrder(order.orderId()))) {
            isRefused(Actor.user(Role.CUSTOMER, customer), step, "forbidden");
            isRefused(stranger, step, "order-unknown");
            isRefused(Actor.user(Role.ADMIN, UserId.random()), step, "order-unknown");
            isRefused(Actor.anonymous(), step, "forbidden");
            isRefused(key("orders:read"), step, "scope-missing");
            isRefused(new Actor("API_KEY", owner.id()), step, "api-key-invalid");
            assertThatCode(() -> send(owner, step)).doesNotThrowAnyException();
        }
        isRefused(owner, new DeliverOrder(OrderId.random()), "order-unknown");
    }

    @Test
    void aStoresKeysAreItsOwnersAlone() {
        ApiKeyId id = ApiKeyId.of(key("orders:read").id());
        isRefused(stranger, new RevokeApiKey(store, id), "store-unknown");
        isRefused(key("products:write"), new RevokeApiKey(store, id), "api-key-not-allowed");
        isRefused(Actor.anonymous(), new RevokeApiKey(store, id), "forbidden");
    }

    @Test
    void nobodyMakesThemselvesAnAdministratorOrProvesAnothersAddress() {
        UserId somebody = UserId.random();
        isRefused(Actor.anonymous(), new RegisterUser(somebody, someAddress(), "Ada", Role.ADMIN), "forbidden");
        isRefused(owner, new RegisterUser(somebody, someAddress(), "Ada", Role.ADMIN), "forbidden");
        isRefused(Actor.anonymous(), new VerifyEmail(UserId.of(owner.id())), "forbidden");
        isRefused(stranger, new VerifyEmail(UserId.of(owner.id())), "forbidden");
        isRefused(owner, new IssueVerificationToken(UserId.of(owner.id())), "forbidden");
    }

    @Test
    void theStepsOfAnOrderAreSalersAlone() {
        Stream.of(owner, stranger, Actor.anonymous(), Actor.user(Role.ADMIN, UserId.random()))
                .forEach(actor -> {
                    isRefused(
                            actor,
                            new ReserveStock(InventoryItemId.of(product), OrderId.random(), new Quantity(1)),
                            "forbidden");
                    isRefused(
                            actor, new ConfirmOrder(OrderId.random(), PaymentId.of(OrderId.random(), 1)), "forbidden");
                });
    }
}
