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

    /** Only a replay knows where it was. */
    @Test
    void itIsAsNearToAnyOtherPosition() {
        ProcessorSegment segment = new ProcessorSegment("tally@2", 0, 0, 500, null, "node");
        assertThat(segment.isWithin(400, 900)).isTrue();
        assertThat(segment.isWithin(400, 901)).isFalse();
        assertThat(segment.isWithin(400)).isFalse();
    }

    private static ProcessorSegment replaying(long position, @Nullable String node) {
        return new ProcessorSegment("orders", 0, 0, position, 900L, node);
    }
}
