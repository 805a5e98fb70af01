package io.saler.saga.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.axonserver.json.ValueTypesModule;
import tools.jackson.databind.json.JsonMapper;

/** The form in which the journal is kept. */
final class JournalJson {

    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new ValueTypesModule())
            .addModule(new StorableTexts())
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private JournalJson() {}
}
