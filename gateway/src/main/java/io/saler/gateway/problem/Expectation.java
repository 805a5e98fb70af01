package io.saler.gateway.problem;

import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.payment.PaymentMethod;
import io.saler.value.Id;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Says in a client's words which kind of value would have been right, whatever it is called in Java. */
final class Expectation {

    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){2,}");
    private static final Set<Class<?>> WHOLE = Set.of(Integer.class, Long.class, Short.class, Byte.class);

    private static final Set<Class<?>> TEXTS = Set.of(Sku.class, EmailAddress.class, PaymentMethod.class);

    private Expectation() {}

    static String of(@Nullable Class<?> target) {
        return target == null ? "This value is not possible here." : "This must be %s.".formatted(kind(target));
    }

    /** Whether a message shows the name of a class, and so is not for clients. */
    static boolean namesClass(String message) {
        return CLASS_NAME.matcher(message).find();
    }

    private static String kind(Class<?> target) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target);
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (WHOLE.contains(type) || type == Quantity.class) {
            return "a whole number within its bounds";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (UUID.class == type || Id.class.isAssignableFrom(type)) {
            return "a UUID in a string";
        }
        if (type == Currency.class) {
            return "an ISO 4217 code such as EUR in a string";
        }
        if (type == Money.class) {
            return "an object such as {\"amount\": \"19.99\", \"currency\": \"EUR\"}";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date or time as in RFC 3339, in a string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return CharSequence.class.isAssignableFrom(type) || TEXTS.contains(type) ? "text" : "an object";
    }
}
