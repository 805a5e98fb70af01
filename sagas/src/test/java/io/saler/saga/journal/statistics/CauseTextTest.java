package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures as sagas and their work tell them. */
class CauseTextTest {

    private static final String GATEWAY = "io.saler.saga.payment.GatewayUnavailable: ";
    private static final String ONE = "0199a3b4-6c1d-7000-8abc-0123456789ab";
    private static final String OTHER = "4f6a2e60-94f5-4a49-9f0e-5a2a6f7b1c2d";

    private static Stream<Arguments> sameCauses() {
        return Stream.of(
                Arguments.of(
                        GATEWAY + "Stripe: status 503, code null, request …",
                        List.of(
                                GATEWAY + "Stripe: status 503, code null, request req_7",
                                GATEWAY + "Stripe: status 503, code null, request req_AbCdEfGhIjKlMn",
                                GATEWAY + "Stripe: status 503, code null, request req_b0XzPq93mLt2Wc")),
                Arguments.of(
                        GATEWAY + "…, attempt …", List.of(GATEWAY + "503, attempt 1", GATEWAY + "503, attempt 217")),
                Arguments.of(
                        "No answer about … from …",
                        List.of(
                                "No answer about " + ONE + " from 10.0.0.3:8124",
                                "No answer about " + OTHER + " from 10.0.0.27:8124")),
                Arguments.of(
                        "RESERVE_STOCK: No answer about …",
                        List.of(
                                "{%s=No answer about %s}".formatted(reserving(ONE), ONE),
                                "{%s=No answer about %s, %s=No answer about %s}"
                                        .formatted(reserving(ONE), ONE, reserving(OTHER), OTHER),
                                "{%s=No answer about %s, %s=No answer ab (truncated)..."
                                        .formatted(reserving(ONE), ONE, reserving(OTHER)),
                                "{%s=No answer about %s, Step[action=RESER (truncated)..."
                                        .formatted(reserving(ONE), ONE))),
                Arguments.of(
                        "COMMIT_STOCK, NOTIFY_CUSTOMER: Not answered within …; Not sent",
                        List.of(
                                "{Step[action=COMMIT_STOCK, item=%s]=Not answered within PT5S, Step[action=NOTIFY_CUSTOMER, item=null]=Not sent}"
                                        .formatted(ONE),
                                "{Step[action=NOTIFY_CUSTOMER, item=null]=Not answered within PT5S, Step[action=COMMIT_STOCK, item=%s]=Not sent, Step[action=COMMIT_STOCK, item=%s]=Not sent}"
                                        .formatted(ONE, OTHER))),
                Arguments.of(
                        "CONFIRM_ORDER: Something long",
                        List.of("{Step[action=CONFIRM_ORDER, item=null]=Something long (truncated)...")));
    }

    private static String reserving(String item) {
        return "Step[action=RESERVE_STOCK, item=%s]".formatted(item);
    }

    @ParameterizedTest
    @MethodSource("sameCauses")
    void whatVariesFromSagaToSagaIsNoCause(String cause, List<String> failures) {
        assertThat(failures).extracting(CauseText::of).containsOnly(cause);
    }

    @Test
    void whatSomebodyAnswersIsOne() {
        assertThat(CauseText.of(GATEWAY + "Stripe: status 401, code null, request req_7"))
                .isNotEqualTo(CauseText.of(GATEWAY + "Stripe: status 503, code null, request req_7"));
    }

    @Test
    void isShort() {
        assertThat(CauseText.of("x".repeat(500))).isEqualTo("x".repeat(200));
    }
}
