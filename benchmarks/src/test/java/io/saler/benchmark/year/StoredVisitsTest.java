package io.saler.benchmark.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredVisitsTest {

    private final List<Long> seen = new ArrayList<>();
    private long stored;

    @Test
    void waitsUntilAllAreStored() throws SQLException, InterruptedException {
        assertThat(visits(3, Duration.ofMinutes(1)).await(30, seen::add)).isEqualTo(30);
        assertThat(seen).containsExactly(3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L);
    }

    @Test
    void waitsNoLongerWhenNoMoreCome() throws SQLException, InterruptedException {
        assertThat(visits(0, Duration.ofMillis(20)).await(30, seen::add)).isZero();
        assertThat(seen).isNotEmpty().containsOnly(0L);
    }

    private StoredVisits visits(long more, Duration patience) {
        return new StoredVisits(() -> stored += more, patience, Duration.ofMillis(1));
    }
}
