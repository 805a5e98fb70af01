package io.saler.axonserver.json;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.PersonalText;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.journal.SagaId;
import io.saler.notification.NotificationId;
import io.saler.order.OrderId;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.projection.DeadLetterId;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyUseId;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.Currency;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Writes Saler's value types as the plain JSON they stand for: identifiers and names as strings, a quantity as a
 * number, money as {@code {"amount": "19.99", "currency": "EUR"}}, personal texts of events sealed. Reading refuses
 * what the value type refuses, as an {@link tools.jackson.databind.exc.ValueInstantiationException} whose cause is the
 * value type's own {@link InvalidValue}.
 */
public final class ValueTypesModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public ValueTypesModule() {
        super("saler-value-types");
        identifier(UserId.class, UserId::new);
        identifier(StoreId.class, StoreId::new);
        identifier(ApiKeyId.class, ApiKeyId::new);
        identifier(ApiKeyUseId.class, ApiKeyUseId::new);
        identifier(ProductId.class, ProductId::new);
        identifier(InventoryItemId.class, InventoryItemId::new);
        identifier(OrderId.class, OrderId::new);
        identifier(PaymentId.class, PaymentId::new);
        identifier(RefundId.class, RefundId::new);
        identifier(NotificationId.class, NotificationId::new);
        identifier(SagaId.class, SagaId::new);
        identifier(DeadLetterId.class, DeadLetterId::new);
        text(EmailClaimId.class, EmailClaimId::new);
        text(EmailAddress.class, EmailAddress::new);
        text(Sku.class, Sku::new);
        text(PaymentMethod.class, PaymentMethod::new);
        text(Scope.class, Scope::new);
        text(KeyDigest.class, KeyDigest::new);
        text(StoreTimeZone.class, StoreTimeZone::new);
        text(Currency.class, Money::currency);
        addSerializer(Quantity.class, new QuantityJson.Writer());
        addDeserializer(Quantity.class, new QuantityJson.Reader());
        addSerializer(Money.class, new MoneyJson.Writer());
        addDeserializer(Money.class, new MoneyJson.Reader());
        addSerializer(PersonalText.class, new PersonalTextJson.Writer());
        addDeserializer(PersonalText.class, new PersonalTextJson.Reader());
    }

    private <T> void identifier(Class<T> type, Function<UUID, T> read) {
        text(type, text -> read.apply(uuid(text)));
    }

    /** {@code UUID.fromString} also takes shortened forms, which would give one thing several names. */
    private static UUID uuid(String text) {
        if (text.length() != 36 || lacksHyphen(text)) {
            throw notUuid();
        }
        try {
            long first = digits(text, 0, 8) << 32 | digits(text, 9, 13) << 16 | digits(text, 14, 18);
            return new UUID(first, digits(text, 19, 23) << 48 | digits(text, 24, 36));
        } catch (NumberFormatException noDigit) {
            throw notUuid();
        }
    }

    private static boolean lacksHyphen(String text) {
        return text.charAt(8) != '-' || text.charAt(13) != '-' || text.charAt(18) != '-' || text.charAt(23) != '-';
    }

    private static long digits(String text, int from, int to) {
        return HexFormat.fromHexDigitsToLong(text, from, to);
    }

    private static InvalidValue notUuid() {
        return new InvalidValue("An identifier is a UUID such as 123e4567-e89b-12d3-a456-426614174000");
    }

    private <T> void text(Class<T> type, Function<String, T> read) {
        addSerializer(type, new ToStringSerializer(type));
        addDeserializer(type, new TextReader<>(type, read));
    }
}
