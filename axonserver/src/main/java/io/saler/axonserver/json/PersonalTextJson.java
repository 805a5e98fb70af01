package io.saler.axonserver.json;

import io.saler.identity.PersonalText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A sealed text as {@code {"sealed": "…"}}, and one of former times as the string that it was then: so no text that
 * somebody chose is ever taken for a sealed one.
 */
final class PersonalTextJson {

    private static final String SEALED = "sealed";

    private PersonalTextJson() {}

    static final class Writer extends StdSerializer<PersonalText> {

        Writer() {
            super(PersonalText.class);
        }

        @Override
        public void serialize(PersonalText value, JsonGenerator generator, SerializationContext context) {
            switch (value) {
                case PersonalText.Sealed sealed -> {
                    generator.writeStartObject();
                    generator.writeStringProperty(SEALED, sealed.envelope());
                    generator.writeEndObject();
                }
                case PersonalText.Plain plain -> generator.writeString(plain.text());
            }
        }
    }

    static final class Reader extends StdDeserializer<PersonalText> {

        Reader() {
            super(PersonalText.class);
        }

        @Override
        public @Nullable PersonalText deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return new PersonalText.Plain(parser.getString());
            }
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                JsonNode envelope = context.readTree(parser).path(SEALED);
                if (envelope.isString()) {
                    return new PersonalText.Sealed(envelope.stringValue());
                }
            }
            return (PersonalText) context.handleUnexpectedToken(context.constructType(PersonalText.class), parser);
        }
    }
}
