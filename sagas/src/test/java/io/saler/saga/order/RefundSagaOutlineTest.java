package io.saler.saga.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.SerializerConfiguration;
import java.nio.charset.StandardCharsets;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class RefundSagaOutlineTest {

    private final Jackson3Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    @Test
    void itIsInTheStepThatIsToBeTakenNext() {
        assertThat(step("[[{\"action\": \"RECORD_REFUND\"}]]", true)).isEqualTo("RECORD_REFUND");
    }

    /** Or else nobody would see where the time goes, and for how long it has waited. */
    @Test
    void whileItWaitsForTheGatewayItIsInThatStep() {
        assertThat(step("[]", false)).isEqualTo("REFUND_PAYMENT");
    }

    @Test
    void whenItHasEndedItIsInNone() {
        assertThat(step("[]", true)).isNull();
    }

    private String step(String stages, boolean answered) {
        String stored = """
                {
                    "attempts": 0,
                    "process": {"stages": %s, "answered": %s}
                }""".formatted(stages, answered);
        RefundSaga saga = serializer.deserialize(new SimpleSerializedObject<>(
                stored.getBytes(StandardCharsets.UTF_8), byte[].class, RefundSaga.class.getName(), revision()));
        return new RefundSagaOutline().standing(saga).step();
    }

    private static String revision() {
        var revision = RefundSaga.class.getAnnotation(org.axonframework.serialization.Revision.class);
        return revision == null ? null : revision.value();
    }
}
