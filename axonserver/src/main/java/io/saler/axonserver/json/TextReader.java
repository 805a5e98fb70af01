package io.saler.axonserver.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Reads a value type from a JSON string, and from nothing else. */
final class TextReader<T> extends StdScalarDeserializer<T> {

    private final transient Function<String, T> read;

    TextReader(Class<T> type, Function<String, T> read) {
        super(type);
        this.read = read;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(context.constructType(handledType()), parser);
        }
        try {
            return read.apply(parser.getString());
        } catch (IllegalArgumentException refused) {
            throw ValueInstantiationException.from(
                    parser, String.valueOf(refused.getMessage()), context.constructType(handledType()), refused);
        }
    }
}
