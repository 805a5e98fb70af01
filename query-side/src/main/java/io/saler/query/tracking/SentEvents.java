package io.saler.query.tracking;

import io.saler.value.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * What a request tells: one event, or a list of 1 to 500.
 *
 * @param isList whether it came as a list, so that what is wrong with an event is named by its place
 */
@JsonDeserialize(using = SentEvents.Reader.class)
record SentEvents(List<SentEvent> events, boolean isList) {

    static final int MOST = 500;

    /** What the names of an event's fields begin with. */
    String at(int index) {
        return isList ? index + "/" : "";
    }

    static final class Reader extends StdDeserializer<SentEvents> {

        Reader() {
            super(SentEvents.class);
        }

        @Override
        public SentEvents deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return new SentEvents(List.of(context.readValue(json, SentEvent.class)), false);
            }
            var events = new ArrayList<SentEvent>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (events.size() == MOST) {
                    throw tooMany(json);
                }
                events.add(element(json, context, events.size()));
            }
            if (events.isEmpty()) {
                throw refusal(json, "A list of events has 1 to %d of them".formatted(MOST));
            }
            return new SentEvents(List.copyOf(events), true);
        }

        private SentEvent element(JsonParser json, DeserializationContext context, int index) {
            try {
                if (json.currentToken() == JsonToken.VALUE_NULL) {
                    throw refusal(json, "An event is an object");
                }
                return context.readValue(json, SentEvent.class);
            } catch (JacksonException wrong) {
                throw wrong.prependPath(this, index);
            }
        }

        private static DatabindException tooMany(JsonParser json) {
            return refusal(json, "At most %d events can be sent at once".formatted(MOST));
        }

        private static DatabindException refusal(JsonParser json, String message) {
            return DatabindException.from(json, message, new InvalidValue(message));
        }
    }
}
