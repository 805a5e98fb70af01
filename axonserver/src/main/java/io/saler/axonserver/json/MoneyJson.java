package io.saler.axonserver.json;

import io.saler.value.InvalidValue;
import io.saler.value.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
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

        private static final String SHAPE = "Money is {\"amount\": \"19.99\", \"currency\": \"EUR\"}, both as strings";

        Reader() {
            super(Money.class);
        }

        @Override
        public @Nullable Money deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                return (Money) context.handleUnexpectedToken(context.constructType(Money.class), parser);
            }
            try {
                return read(parser);
            } catch (InvalidValue refused) {
                throw ValueInstantiationException.from(
                        parser, String.valueOf(refused.getMessage()), context.constructType(Money.class), refused);
            }
        }

        /** Token by token, since an order has a dozen of them and a replay reads them all. */
        private static Money read(JsonParser parser) {
            String amount = null;
            String currency = null;
            boolean more = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals("amount")) {
                    amount = parser.getString();
                } else if (isText && name.equals("currency")) {
                    currency = parser.getString();
                } else {
                    // Whatever else is wrong with it, such as that it never ends, is said first.
                    parser.skipChildren();
                    more = true;
                }
            }
            if (amount == null || currency == null || more) {
                throw new InvalidValue(SHAPE);
            }
            return Money.of(amount, currency);
        }
    }
}
