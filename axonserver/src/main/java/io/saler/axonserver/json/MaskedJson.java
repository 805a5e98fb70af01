package io.saler.axonserver.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Person;
import io.saler.identity.PersonalText;
import io.saler.payment.PaymentAction;
import io.saler.store.KeyDigest;
import io.saler.value.OwnWords;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * What messages, sagas and aggregates have in them, without what is for nobody's eyes: texts about people, what they
 * say in their {@linkplain OwnWords own words}, what secrets are recognised by, and links by which whoever has them
 * could act in a customer's place.
 */
public final class MaskedJson {

    /** What is told in place of such a value. */
    public static final String MASKED = "[masked]";

    /** The field in which people's own words are, wherever they are. */
    public static final String OWN_WORDS = "reason";

    private static final Logger LOG = LoggerFactory.getLogger(MaskedJson.class);

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final JsonMapper JSON =
            usual().annotationIntrospector(new Marks()).build();

    private static final JsonMapper REVEALING = usual().build();

    private MaskedJson() {}

    private static JsonMapper.Builder usual() {
        return JsonMapper.builder()
                .addModule(new ValueTypesModule())
                .addModule(new SimpleModule("masked")
                        .addSerializer(new Mask<>(PersonalText.class))
                        .addSerializer(new Mask<>(EmailAddress.class))
                        .addSerializer(new Mask<>(Person.class))
                        .addSerializer(new Mask<>(KeyDigest.class))
                        .addSerializer(new Mask<>(PaymentAction.class)))
                // By fields, as sagas and aggregates are kept: they are no beans.
                .changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    /**
     * The fields of a message, a saga or an aggregate; null when they cannot be told, which must not hold anything up.
     */
    public static @Nullable Map<String, Object> of(@Nullable Object whole) {
        return told(whole, JSON);
    }

    /** Whether somebody's own words are missing from what {@link #of} tells of it. */
    public static boolean hides(Object message) {
        return message.getClass().isRecord()
                && Arrays.stream(message.getClass().getRecordComponents())
                        .anyMatch(component -> component.isAnnotationPresent(OwnWords.class));
    }

    /** The same, with these words. Links stay masked: to know one is to be able to act in somebody's place. */
    public static @Nullable Map<String, Object> revealed(Object message) {
        return told(message, REVEALING);
    }

    private static @Nullable Map<String, Object> told(@Nullable Object whole, JsonMapper how) {
        try {
            return how.convertValue(whole, FIELDS);
        } catch (IllegalArgumentException | JacksonException untold) {
            LOG.debug("It cannot be told what is in a {}", whole == null ? null : whole.getClass(), untold);
            return null;
        }
    }

    /** Heeds {@link OwnWords} besides Jackson's own annotations. */
    private static final class Marks extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
            return annotated.hasAnnotation(OwnWords.class)
                    ? new Mask<>(Object.class)
                    : super.findSerializer(config, annotated);
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
