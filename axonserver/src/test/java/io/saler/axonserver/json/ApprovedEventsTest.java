package io.saler.axonserver.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductId;
import io.saler.catalog.ProductPriceChanged;
import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.EmailVerified;
import io.saler.identity.IdentityEvent;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderEvent;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderLine;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderTotals;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.RefundId;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUseId;
import io.saler.store.ApiKeyUsed;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreEvent;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stored form of every event, approved in {@code src/test/resources/approved}. An event once written is read for
 * ever, so a change of its form needs a new revision and an upcaster, never a changed file. Run with
 * {@code -Dsaler.approve=true} to write the file of a new event.
 */
class ApprovedEventsTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved");

    private static final UserId USER = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final StoreId STORE = StoreId.of("22222222-2222-4222-8222-222222222222");
    private static final ApiKeyId KEY = ApiKeyId.of("44444444-4444-4444-8444-444444444444");
    private static final KeyDigest DIGEST = new KeyDigest("0123456789abcdef".repeat(4));
    private static final KeyDigest OTHER_DIGEST = new KeyDigest("fedcba9876543210".repeat(4));
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Sku SKU = new Sku("MUG-01");
    private static final ProductId PRODUCT = ProductId.of(STORE, SKU);
    private static final InventoryItemId ITEM = InventoryItemId.of(PRODUCT);
    private static final OrderId ORDER = OrderId.of("33333333-3333-4333-8333-333333333333");
    private static final PaymentId PAYMENT = PaymentId.of(ORDER, 1);
    private static final RefundId REFUND = RefundId.of("55555555-5555-4555-8555-555555555555");
    private static final NotificationId NOTIFICATION = NotificationId.of(NotificationKind.ORDER_CONFIRMED, ORDER);
    private static final EmailClaimId CLAIM =
            new EmailClaimId("14ef6109e52394417928f98933c00356b1bedf6fee76105bc09996fdb6681acb");
    private static final PersonalText EMAIL = new PersonalText.Sealed("AUx8z+mWiRKmPA/cwJZhFm6dPtX1");
    private static final PersonalText NAME = new PersonalText.Sealed("AYh3kK2oJ7uG0d0mWq1fTzS9xQ==");
    private static final PaymentAction ACTION = new PaymentAction(URI.create("https://gateway.example/3ds/1"));
    private static final Quantity TWO = new Quantity(2);
    private static final Money PRICE = Money.of("19.90", "EUR");
    private static final ProductDetails DETAILS = new ProductDetails(
            "كوب Mug", "Holds \"coffee\".", "Kitchen", List.of("new", "blue"), Map.of("colour", "blue"));

    private final Jackson3Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    static Stream<Object> events() {
        var line = new OrderLine(PRODUCT, SKU, "Mug", TWO, PRICE, PRICE.times(TWO));
        return Stream.of(
                new EmailClaimed(CLAIM, USER),
                new EmailReleased(CLAIM, USER),
                new UserRegistered(USER, EMAIL, NAME, Role.CUSTOMER),
                new VerificationRequested(USER, Instant.parse("2026-01-02T03:04:05.678Z")),
                new EmailVerified(USER),
                new PasswordResetRequested(USER, Instant.parse("2026-01-02T03:04:05.678Z")),
                new UserErased(USER, null),
                new StoreOpened(STORE, USER, "Kiln & Cup", Currency.getInstance("EUR")),
                new StoreTimeZoneChanged(STORE, new StoreTimeZone("Asia/Riyadh")),
                new ApiKeyCreated(
                        STORE,
                        KEY,
                        "server",
                        ApiKeyKind.SECRET,
                        List.of(Scope.PRODUCTS_WRITE, Scope.ORDERS_READ),
                        DIGEST,
                        "aB3x",
                        Instant.parse("2027-01-01T00:00:00Z")),
                new ApiKeyRolled(STORE, KEY, OTHER_DIGEST, "Xy9z", DIGEST, Instant.parse("2026-12-01T00:00:00Z")),
                new ApiKeyRevoked(STORE, KEY),
                new ApiKeyUsed(ApiKeyUseId.of(KEY, DAY), STORE, KEY, DAY),
                new ProductCreated(PRODUCT, STORE, SKU, DETAILS, PRICE),
                new ProductDetailsChanged(PRODUCT, DETAILS),
                new ProductPriceChanged(PRODUCT, PRICE),
                new ProductDiscontinued(PRODUCT),
                new InventoryItemCreated(ITEM, PRODUCT, STORE, 10, 3),
                new StockAdjusted(ITEM, PRODUCT, -1, 9, 0, "broken"),
                new StockReserved(ITEM, PRODUCT, ORDER, TWO, 9, 2),
                new StockRejected(ITEM, PRODUCT, ORDER, TWO, 1),
                new StockCommitted(ITEM, PRODUCT, ORDER, TWO, 7, 0),
                new StockReleased(ITEM, PRODUCT, ORDER, 2, 9, 0, "payment-declined"),
                new StockReturned(ITEM, PRODUCT, ORDER, REFUND, TWO, 9, 0),
                new OrderPlaced(
                        ORDER,
                        USER,
                        STORE,
                        List.of(line),
                        OrderTotals.of(List.of(line), Currency.getInstance("EUR")),
                        new PaymentMethod("pm_approve")),
                new OrderAwaitsPayment(ORDER),
                new OrderPaymentAttempted(
                        ORDER,
                        2,
                        new PaymentMethod("pm_approve"),
                        UUID.fromString("66666666-6666-4666-8666-666666666666")),
                new OrderConfirmed(ORDER, PAYMENT),
                new OrderRejected(ORDER, RejectionReason.INSUFFICIENT_STOCK),
                new OrderShipped(ORDER, USER, "DHL", "00340434161094042557"),
                new OrderDelivered(ORDER),
                new OrderCancellationRequested(ORDER, "Ordered by mistake"),
                new OrderGivenUp(ORDER),
                new OrderCancelled(ORDER, USER, "Ordered by mistake"),
                new OrderRefundRequested(
                        ORDER, REFUND, PAYMENT, PRICE, "Ordered by mistake", List.of(new OrderItem(PRODUCT, TWO))),
                new OrderRefunded(ORDER, USER, REFUND, PRICE, PRICE, OrderStatus.PARTIALLY_REFUNDED),
                new OrderRefundRefused(ORDER, REFUND, PRICE, "charge_disputed"),
                new PaymentRequested(PAYMENT, ORDER, USER, PRICE, new PaymentMethod("pm_approve")),
                new PaymentActionRequired(PAYMENT, ORDER, ACTION),
                new PaymentCaptured(PAYMENT, ORDER, PRICE, "ch_1"),
                new PaymentDeclined(PAYMENT, ORDER, "insufficient_funds"),
                new PaymentCancellationRequested(PAYMENT, ORDER, "payment-timeout"),
                new PaymentCancelled(PAYMENT, ORDER),
                new PaymentRefundRequested(PAYMENT, ORDER, REFUND, PRICE),
                new PaymentRefunded(PAYMENT, ORDER, REFUND, PRICE, PRICE.times(TWO), PRICE, "re_1"),
                new PaymentRefundRefused(PAYMENT, ORDER, REFUND, PRICE, "charge_disputed"),
                new NotificationRequested(NOTIFICATION, USER, NotificationKind.ORDER_CONFIRMED, ORDER, null),
                new NotificationSent(NOTIFICATION, ORDER),
                new NotificationFailed(NOTIFICATION, null, "550 no such mailbox"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isStoredInTheApprovedFormAndReadBackEqual(Object event) throws IOException {
        byte[] json = serializer.serialize(event, byte[].class).getData();
        Path file = APPROVED.resolve(event.getClass().getSimpleName() + ".v" + revision(event) + ".json");
        if (Boolean.getBoolean("saler.approve") && Files.notExists(file)) {
            Files.createDirectories(APPROVED);
            Files.write(file, json);
        }

        assertThat(file).exists();
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file).strip());
        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(file),
                byte[].class,
                new SimpleSerializedType(event.getClass().getName(), revision(event))));
        assertThat(read).isEqualTo(event);
    }

    @Test
    void whoRegisteredBeforeThereWereKeysIsStillKnown() throws IOException {
        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(APPROVED.resolve("UserRegistered.v1.json")),
                byte[].class,
                new SimpleSerializedType(UserRegistered.class.getName(), "1")));

        assertThat(read)
                .isEqualTo(new UserRegistered(
                        USER,
                        new PersonalText.Plain("Layla@example.org"),
                        new PersonalText.Plain("Layla"),
                        Role.CUSTOMER));
    }

    @Test
    void anOrderConfirmedBeforeItCouldBePaidTwiceWasPaidByItsFirstPayment() throws IOException {
        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(APPROVED.resolve("OrderConfirmed.v1.json")),
                byte[].class,
                new SimpleSerializedType(OrderConfirmed.class.getName(), "1")));

        assertThat(read).isEqualTo(new OrderConfirmed(ORDER, PAYMENT));
    }

    @Test
    void whatACustomerHadToDoWasNotAlwaysSaid() throws IOException {
        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(APPROVED.resolve("PaymentActionRequired.v1.json")),
                byte[].class,
                new SimpleSerializedType(PaymentActionRequired.class.getName(), "1")));

        assertThat(read).isEqualTo(new PaymentActionRequired(PAYMENT, ORDER, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sealed\":1}", "{\"other\":\"x\"}", "[]", "1", "true"})
    void whatIsNoPersonalTextIsRefused(String json) {
        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(
                        ("{\"email\":" + json + "}").getBytes(StandardCharsets.UTF_8),
                        byte[].class,
                        new SimpleSerializedType(UserRegistered.class.getName(), "2"))))
                .isInstanceOf(SerializationException.class);
    }

    /** A field's type is what keeps it from being stored for ever. */
    @Test
    void noEventTellsAnAddressUnsealed() {
        assertThat(events().map(Object::getClass))
                .allSatisfy(event -> assertThat(event.getRecordComponents())
                        .extracting(RecordComponent::getType)
                        .doesNotContain((Class) EmailAddress.class));
    }

    @Test
    void noEventIsMissingHere() {
        var said = Stream.of(
                        IdentityEvent.class,
                        StoreEvent.class,
                        CatalogEvent.class,
                        InventoryEvent.class,
                        OrderEvent.class,
                        PaymentEvent.class,
                        NotificationEvent.class)
                .flatMap(feature -> Arrays.stream(feature.getPermittedSubclasses()))
                .collect(Collectors.toSet());

        assertThat(events().map(Object::getClass).collect(Collectors.toSet())).isEqualTo(said);
    }

    private static String revision(Object event) {
        return event.getClass().getAnnotation(Revision.class).value();
    }
}
