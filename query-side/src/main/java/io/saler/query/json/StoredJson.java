package io.saler.query.json;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import io.saler.axonserver.json.ValueTypesModule;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the JSON of read models: fields in the order of the record, identifiers as text, money as
 * {@code {"amount": "19.99", "currency": "EUR"}}, times in RFC 3339, nothing for null. Safe for use by many threads.
 */
@Component
public final class StoredJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new ValueTypesModule())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(NON_NULL))
            .build();

    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    public <T> T read(String json, TypeReference<T> type) {
        return mapper.readValue(json, type);
    }
}
