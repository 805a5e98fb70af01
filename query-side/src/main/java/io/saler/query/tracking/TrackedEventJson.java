package io.saler.query.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON: in Kafka all of a request in one list, in the database what is said of each. */
@Component
final class TrackedEventJson {

    private static final TypeReference<List<TrackedEvent>> EVENTS = new TypeReference<>() {};

    /** A newer node may already say more. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    byte[] write(List<TrackedEvent> events) {
        return json.writeValueAsBytes(events);
    }

    /** Throws one or another {@link RuntimeException} for anything else. */
    List<TrackedEvent> read(byte[] events) {
        return List.copyOf(json.readValue(events, EVENTS));
    }

    String write(EventDetails details) {
        return json.writeValueAsString(details);
    }

    EventDetails details(String details) {
        return json.readValue(details, EventDetails.class);
    }
}
