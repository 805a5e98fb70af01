package io.saler.saga.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.SerializerConfiguration;
import java.nio.charset.StandardCharsets;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class OrderSagaOutlineTest {

    private final Jackson3Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    /** What it counts begins anew when it succeeds, although the retry is still to come that it would have needed. */
    @Test
    void whatHasFailedHasFailedOnceAtLeast() {
        assertThat(attempts(0, "\"away\"")).isEqualTo(1);
        assertThat(attempts(3, "\"away\"")).isEqualTo(3);
    }

    @Test
    void whereNothingHasFailedNothingIsCounted() {
        assertThat(attempts(0, "null")).isZero();
    }

    private int attempts(int counted, String failure) {
        String stored = """
                {
                    "attempts": %d,
                    "failure": %s,
                    "retryId": "8f6f0f57-3d3c-4f0e-a6a4-3f9e4f2c7d10",
                    "process": {"phase": "CONFIRMING", "attempt": 1, "lastAttempt": 1, "stages": []}
                }""".formatted(counted, failure);
        OrderSaga saga = serializer.deserialize(new SimpleSerializedObject<>(
                stored.getBytes(StandardCharsets.UTF_8), byte[].class, OrderSaga.class.getName(), "2"));
        return new OrderSagaOutline().standing(saga).attempts();
    }
}
