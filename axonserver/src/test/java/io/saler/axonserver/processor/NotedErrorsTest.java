package io.saler.axonserver.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.eventhandling.ErrorContext;
import org.junit.jupiter.api.Test;

class NotedErrorsTest {

    private final NotedErrors errors = new NotedErrors();

    @Test
    void whatWasNotToldYetIsKeptUntilItIs() {
        fail("disk full");

        assertThat(errors.untold()).containsOnlyKeys("orders");
        ProcessorError untold = errors.untold().get("orders");
        assertThat(untold.message()).isEqualTo("IllegalStateException: disk full");
        errors.told("orders", untold);
        assertThat(errors.untold()).isEmpty();
    }

    @Test
    void whatItFailsWithWhileThatIsToldIsToldNext() {
        fail("disk full");
        ProcessorError first = errors.untold().get("orders");
        fail("disk gone");

        errors.told("orders", first);

        assertThat(errors.untold().get("orders").message()).isEqualTo("IllegalStateException: disk gone");
    }

    private void fail(String message) {
        var failure = new ErrorContext("orders", new IllegalStateException(message), List.of());
        assertThatThrownBy(() -> errors.handleError(failure)).hasMessageContaining(message);
    }
}
