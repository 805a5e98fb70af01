package io.saler.axonserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int SIZE = 10;
    private static final int STRIDE = 8;
    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger called = new AtomicInteger();
    private final Pace pace = new Pace(STRIDE, now::get);

    @BeforeEach
    void open() {
        pace.opened(page(0));
        pace.whenPossible(called::incrementAndGet);
    }

    @Test
    void twoStridesAreGivenOutAtFirst() {
        assertThat(pace.allows(page(2 * STRIDE - 1))).isTrue();
        assertThat(pace.allows(page(2 * STRIDE))).isFalse();
    }

    @Test
    void theNextIsGivenOutWhenTheLastSegmentHasComeToTheOneBefore() {
        pace.begins(FIRST, page(0));
        pace.begins(SECOND, page(0));
        pace.begins(FIRST, page(2 * STRIDE - 1));
        assertThat(pace.allows(page(2 * STRIDE))).isFalse();

        pace.begins(SECOND, page(STRIDE - 1));
        assertThat(pace.allows(page(2 * STRIDE))).isFalse();
        pace.begins(SECOND, page(STRIDE));

        assertThat(pace.allows(page(2 * STRIDE))).isTrue();
        assertThat(pace.allows(page(3 * STRIDE - 1))).isTrue();
        assertThat(pace.allows(page(3 * STRIDE))).isFalse();
    }

    @Test
    void whoIsHeldBackIsCalledAtEachStep() {
        pace.begins(FIRST, page(0));
        assertThat(called).hasValue(0);

        assertThat(pace.allows(page(2 * STRIDE))).isFalse();
        pace.begins(FIRST, page(1));
        pace.begins(FIRST, page(2));

        assertThat(called).as("until it has asked again").hasValue(1);
        assertThat(pace.allows(page(STRIDE))).isTrue();
        pace.begins(FIRST, page(3));
        assertThat(called).as("it is not held back any more").hasValue(1);
    }

    @Test
    void oneThatDoesNotMoveIsNotWaitedFor() {
        pace.begins(FIRST, page(0));
        pace.begins(SECOND, page(2 * STRIDE));
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        pace.begins(SECOND, page(2 * STRIDE + 1));
        assertThat(pace.allows(page(3 * STRIDE))).isFalse();

        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(pace.allows(page(3 * STRIDE))).isTrue();
        assertThat(pace.allows(page(4 * STRIDE))).isFalse();
    }

    @Test
    void oneThatComesToTheSamePageAgainDoesNotMove() {
        pace.begins(FIRST, page(0));
        pace.begins(SECOND, page(2 * STRIDE - 1));
        for (int times = 0; times < 3; times++) {
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            pace.begins(FIRST, page(0));
        }

        assertThat(pace.allows(page(2 * STRIDE))).isTrue();
    }

    @Test
    void oneThatIsGoneIsNotWaitedFor() {
        pace.begins(FIRST, page(0));
        pace.begins(SECOND, page(2 * STRIDE - 1));
        assertThat(pace.allows(page(2 * STRIDE))).isFalse();

        pace.left(FIRST);

        assertThat(called).hasValue(1);
        assertThat(pace.allows(page(2 * STRIDE))).isTrue();
    }

    @Test
    void pagesThatBeginElsewhereAreCountedFromTheBeginning() {
        var odd = new HistoryPage(STRIDE * SIZE + 3, SIZE, Long.MAX_VALUE);
        pace.begins(FIRST, odd);

        assertThat(pace.allows(page(3 * STRIDE - 1))).isTrue();
        assertThat(pace.allows(page(3 * STRIDE))).isFalse();
    }

    private static HistoryPage page(int number) {
        return new HistoryPage((long) number * SIZE, SIZE, Long.MAX_VALUE);
    }
}
