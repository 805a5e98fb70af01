package io.saler.saga.journal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes texts without the null character, which an error of elsewhere might have and which PostgreSQL's texts, and so
 * its JSON, cannot have.
 */
final class StorableTexts extends SimpleModule {

    private static final long serialVersionUID = 1L;

    StorableTexts() {
        super("saler-storable-texts");
        addSerializer(new Value());
        addKeySerializer(String.class, new Key());
    }

    static String of(String text) {
        return text.replace("\0", "");
    }

    private static final class Value extends StdScalarSerializer<String> {

        Value() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator generator, SerializationContext context) {
            generator.writeString(of(text));
        }
    }

    private static final class Key extends StdScalarSerializer<String> {

        Key() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator generator, SerializationContext context) {
            generator.writeName(of(text));
        }
    }
}
