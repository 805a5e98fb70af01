package io.saler.query.kafka;

import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.payment.PaymentMethod;
import io.saler.store.Scope;
import io.saler.store.StoreTimeZone;
import io.saler.value.Id;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas of events as they are published, from their types. Every field is there, if only as null; there may
 * be more in a later version.
 */
final class EventSchemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Set<Class<?>> TEXTS =
            Set.of(Sku.class, Scope.class, StoreTimeZone.class, PaymentMethod.class, EmailClaimId.class);

    private final JsonMapper mapper;

    /** @param mapper the one that events are written with */
    EventSchemas(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Throws {@link IllegalArgumentException} if there is something in it of which it is not known how it is written.
     */
    ObjectNode of(Class<?> event) {
        return object(event, Withheld.of(event));
    }

    private ObjectNode object(Class<?> type, Set<String> without) {
        ObjectNode properties = JSON.objectNode();
        for (RecordComponent field : type.getRecordComponents()) {
            if (!without.contains(field.getName())) {
                ObjectNode schema = of(field.getGenericType());
                properties.set(
                        field.getName(),
                        field.getAnnotatedType().isAnnotationPresent(Nullable.class) ? orNull(schema) : schema);
            }
        }
        return object(properties);
    }

    private static ObjectNode object(ObjectNode properties) {
        ObjectNode schema = simple("object");
        ArrayNode required = JSON.arrayNode();
        properties.propertyNames().forEach(required::add);
        schema.set("properties", properties);
        schema.set("required", required);
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        ArrayNode types = JSON.arrayNode().add(schema.path("type").asString()).add("null");
        schema.set("type", types);
        if (schema.path("enum") instanceof ArrayNode constants) {
            constants.addNull();
        }
        return schema;
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return of(generic);
        }
        Class<?> plain = (Class<?>) type;
        ObjectNode value = value(plain);
        if (value != null) {
            return value;
        }
        if (plain.isEnum()) {
            return constants(plain);
        }
        if (plain.isRecord()) {
            return object(plain, Set.of());
        }
        throw new IllegalArgumentException("How a %s is published is not known".formatted(type));
    }

    private ObjectNode of(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode array = simple("array");
            array.set("items", of(of[0]));
            return array;
        }
        if (Map.class.isAssignableFrom(raw) && of[0] == String.class) {
            ObjectNode map = simple("object");
            map.set("additionalProperties", of(of[1]));
            return map;
        }
        throw new IllegalArgumentException("How a %s is published is not known".formatted(type));
    }

    private ObjectNode constants(Class<?> type) {
        ObjectNode schema = simple("string");
        ArrayNode constants = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants())
                .map(mapper::<JsonNode>valueToTree)
                .forEach(constants::add);
        return schema;
    }

    private static @Nullable ObjectNode value(Class<?> type) {
        if (type == String.class) {
            return simple("string");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return simple("integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return simple("boolean");
        }
        if (type == BigDecimal.class) {
            return simple("number");
        }
        if (type == Instant.class) {
            return simple("string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return simple("string").put("format", "date");
        }
        if (type == URI.class) {
            return simple("string").put("format", "uri");
        }
        if (type == UUID.class || Id.class.isAssignableFrom(type)) {
            return simple("string").put("format", "uuid");
        }
        return ours(type);
    }

    private static @Nullable ObjectNode ours(Class<?> type) {
        if (type == Money.class) {
            ObjectNode properties = JSON.objectNode();
            properties.set("amount", simple("string").put("pattern", "^-?[0-9]+([.][0-9]+)?$"));
            properties.set("currency", currency());
            return object(properties);
        }
        if (type == Currency.class) {
            return currency();
        }
        if (type == Quantity.class) {
            return simple("integer").put("minimum", 1).put("maximum", Quantity.MAXIMUM);
        }
        if (type == EmailAddress.class) {
            return simple("string").put("format", "email");
        }
        return TEXTS.contains(type) ? simple("string") : null;
    }

    private static ObjectNode currency() {
        return simple("string").put("pattern", "^[A-Z]{3}$");
    }

    private static ObjectNode simple(String type) {
        return JSON.objectNode().put("type", type);
    }
}
