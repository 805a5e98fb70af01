package io.saler.axonserver.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessorSegmentTest {

    @Test
    void itIsNearWhereItWasWhenANodeHasItAndHasBegunAndLittleIsLeft() {
        assertThat(replaying(500, "node").isWithin(400)).isTrue();
        assertThat(replaying(499, "node").isWithin(400)).isFalse();
        assertThat(replaying(500, null).isWithin(400)).isFalse();
    }

    /** A shop may have no more events than may be left. */
    @Test
    void whatWasJustSentBackIsNotThere() {
        assertThat(replaying(-1, "node").isWithin(1_000)).isFalse();
        assertThat(replaying(0, "node").isWithin(1_000)).isTrue();
    }

    private static ProcessorSegment replaying(long position, @Nullable String node) {
        return new ProcessorSegment("orders", 0, 0, position, 900L, node);
    }
}
