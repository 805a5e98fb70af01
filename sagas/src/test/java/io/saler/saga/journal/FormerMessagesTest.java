package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.SerializerConfiguration;
import io.saler.journal.FindSagas;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaView;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** What nodes of the version before ask and answer while they are replaced one after the other. */
class FormerMessagesTest {

    private final Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    @Test
    void aQuestionWithoutAFilterAsksForAll() {
        assertThat(read("{\"status\": null, \"limit\": 50}", FindSagas.class))
                .isEqualTo(new FindSagas(SagaFilter.NONE, null, 50));
    }

    @Test
    void nothingCanBeDoneAboutSagasOfWhichNobodySaysWhat() {
        assertThat(read("{\"type\": \"OrderSaga\", \"status\": \"RUNNING\"}", SagaView.class)
                        .actions())
                .isEmpty();
    }

    private <T> T read(String json, Class<T> type) {
        return serializer.deserialize(new SimpleSerializedObject<>(json, String.class, type.getName(), null));
    }
}
