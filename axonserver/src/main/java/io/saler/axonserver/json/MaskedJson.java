package io.saler.axonserver.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Person;
import io.saler.identity.PersonalText;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderRefundRequested;
import io.saler.payment.PaymentAction;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * What messages and sagas have in them, without what is for nobody's eyes: texts about people, what they say in their
 * own words, and links by which whoever has them could act in a customer's place.
 */
public final class MaskedJson {

    private static final Logger LOG = LoggerFactory.getLogger(MaskedJson.class);

    private static final String MASKED = "[masked]";

    /** Those whose reason is in somebody's own words; that of others is one of Saler's. */
    private static final Set<Class<?>> IN_OWN_WORDS =
            Set.of(OrderCancellationRequested.class, OrderRefundRequested.class);

    public static final String OWN_WORDS = "reason";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new ValueTypesModule())
            .addModule(new SimpleModule("masked")
                    .addSerializer(new Mask<>(PersonalText.class))
                    .addSerializer(new Mask<>(EmailAddress.class))
                    .addSerializer(new Mask<>(Person.class))
                    .addSerializer(new Mask<>(PaymentAction.class)))
            // By fields, as sagas are kept: they are no beans.
            .changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private MaskedJson() {}

    /** The fields of a message or a saga; null when they cannot be told, which must not hold anything up. */
    public static @Nullable Map<String, Object> of(@Nullable Object whole) {
        if (whole == null) {
            return null;
        }
        Map<String, Object> fields = revealed(whole);
        if (fields != null && hides(whole)) {
            fields.replace(OWN_WORDS, MASKED);
        }
        return fields;
    }

    /** Whether somebody's own words are missing from what {@link #of} tells of it. */
    public static boolean hides(Object message) {
        return IN_OWN_WORDS.contains(message.getClass());
    }

    /** The same, with these words. Links stay masked: to know one is to be able to act in somebody's place. */
    public static @Nullable Map<String, Object> revealed(Object message) {
        try {
            return JSON.convertValue(message, FIELDS);
        } catch (IllegalArgumentException | JacksonException untold) {
            LOG.debug("The journal cannot tell what is in a {}", message.getClass(), untold);
            return null;
        }
    }

    private static final class Mask<T> extends StdSerializer<T> {

        Mask(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T personal, JsonGenerator generator, SerializationContext context) {
            generator.writeString(MASKED);
        }
    }
}
