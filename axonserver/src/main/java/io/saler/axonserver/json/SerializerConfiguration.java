package io.saler.axonserver.json;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Teaches Axon's serializer our value types, and which polymorphic types it may read back. */
@AutoConfiguration
public class SerializerConfiguration {

    /**
     * A replay's token holds its context as an {@code Object}, which Jackson refuses to read unless told which types
     * may stand there; without this, a processor that was reset never starts again.
     */
    @Bean
    public Jackson3SerializerCustomizer eventJson() {
        return mapper -> mapper.addModule(new ValueTypesModule())
                // An older process must be able to read what a newer one wrote during a rolling upgrade.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfBaseType(TrackingToken.class)
                        .allowIfSubType("io.saler.")
                        .build());
    }
}
