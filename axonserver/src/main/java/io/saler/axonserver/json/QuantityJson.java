package io.saler.axonserver.json;

import io.saler.value.InvalidValue;
import io.saler.value.Quantity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** A quantity as a JSON whole number. */
final class QuantityJson {

    private QuantityJson() {}

    static final class Writer extends StdScalarSerializer<Quantity> {

        Writer() {
            super(Quantity.class);
        }

        @Override
        public void serialize(Quantity value, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(value.units());
        }
    }

    static final class Reader extends StdScalarDeserializer<Quantity> {

        Reader() {
            super(Quantity.class);
        }

        @Override
        public @Nullable Quantity deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return (Quantity) context.handleUnexpectedToken(context.constructType(Quantity.class), parser);
            }
            try {
                // A number beyond an int would overflow; it is as wrong as any other that is too large.
                return new Quantity(parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : -1);
            } catch (InvalidValue refused) {
                throw ValueInstantiationException.from(
                        parser, String.valueOf(refused.getMessage()), context.constructType(Quantity.class), refused);
            }
        }
    }
}
