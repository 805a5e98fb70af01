package io.saler.gateway.openapi;

import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.payment.PaymentMethod;
import io.saler.store.Scope;
import io.saler.store.StoreTimeZone;
import io.saler.value.Id;
import io.saler.value.Money;
import io.saler.value.Quantity;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes value types as the plain JSON values that they are on the wire, and tells namesakes apart. */
final class ValueSchemas implements ModelConverter {

    private static final String OURS = "io.saler.";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> described = Json31.mapper().constructType(type.getType()).getRawClass();
        Schema<?> value = describe(described);
        if (value != null) {
            return value;
        }
        if (isOfOneEndpoint(described) && type.getName() == null) {
            type.setName(nameWithFeature(described));
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }

    private static boolean isOfOneEndpoint(Class<?> type) {
        return type.getEnclosingClass() != null && type.getName().startsWith(OURS);
    }

    /** Several endpoints have a Line or an Opening of their own; under one name one would hide the others. */
    private static String nameWithFeature(Class<?> type) {
        return type.getPackageName().substring(OURS.length()) + "." + type.getSimpleName();
    }

    private static @Nullable Schema<?> describe(Class<?> type) {
        if (Id.class.isAssignableFrom(type)) {
            return text().format("uuid");
        }
        if (type == Money.class) {
            return money();
        }
        if (type == Currency.class) {
            return currency();
        }
        if (type == Sku.class) {
            return text().pattern("^[A-Za-z0-9._-]{1,64}$");
        }
        if (type == EmailAddress.class) {
            return text().format("email").maxLength(254);
        }
        if (type == Scope.class) {
            return text().pattern("^[a-z]{1,32}:[a-z]{1,32}$").example(Scope.PRODUCTS_WRITE.value());
        }
        if (type == StoreTimeZone.class) {
            return text().description("A name of the IANA time zone database").example("Europe/Berlin");
        }
        if (type == PaymentMethod.class) {
            return text().pattern("^[A-Za-z][A-Za-z0-9_]{2,254}$").example("pm_approve");
        }
        return type == Quantity.class
                ? of("integer").minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Quantity.MAXIMUM))
                : null;
    }

    private static Schema<?> money() {
        Schema<?> money = of("object");
        money.setProperties(Map.of(
                "amount", text().pattern("^-?[0-9]{1,15}([.][0-9]+)?$").example("19.99"), "currency", currency()));
        money.setRequired(List.of("amount", "currency"));
        return money.description("An exact decimal amount, with at most as many decimals as the currency has");
    }

    private static Schema<?> currency() {
        return text().pattern("^[A-Z]{3}$").description("ISO 4217").example("EUR");
    }

    private static Schema<?> text() {
        return of("string");
    }

    private static Schema<?> of(String type) {
        return new JsonSchema().typesItem(type);
    }
}
