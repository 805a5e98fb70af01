package io.saler.axonserver.json;

import io.saler.value.InvalidValue;
import io.saler.value.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.ser.std.StdSerializer;

/** Money as an object of two strings: numbers in JSON are read as floating point by too many clients. */
final class MoneyJson {

    private MoneyJson() {}

    static final class Writer extends StdSerializer<Money> {

        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            generator.writeStringProperty("amount", value.amount().toPlainString());
            generator.writeStringProperty("currency", value.currency().getCurrencyCode());
            generator.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Money> {

        Reader() {
            super(Money.class);
        }

        @Override
        public @Nullable Money deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                return (Money) context.handleUnexpectedToken(context.constructType(Money.class), parser);
            }
            JsonNode node = context.readTree(parser);
            try {
                JsonNode amount = node.path("amount");
                JsonNode currency = node.path("currency");
                if (node.size() != 2 || !amount.isString() || !currency.isString()) {
                    throw new InvalidValue("Money is {\"amount\": \"19.99\", \"currency\": \"EUR\"}, both as strings");
                }
                return Money.of(amount.stringValue(), currency.stringValue());
            } catch (InvalidValue refused) {
                throw ValueInstantiationException.from(
                        parser, String.valueOf(refused.getMessage()), context.constructType(Money.class), refused);
            }
        }
    }
}
