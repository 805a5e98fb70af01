package io.saler.benchmark.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class YearVisitsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EVENTS = 20_000;

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(told(1)).isEqualTo(told(1)).isNotEqualTo(told(2));
    }

    @Test
    void someAreToldTwiceAndAllOthersOnce() {
        List<String> lines = new ArrayList<>();
        long different = new YearVisits(1, new ShopYear(1, 300).shops(), EVENTS).tell(lines::add);

        Set<List<String>> events = new HashSet<>();
        lines.forEach(line -> events.add(key(JSON.readTree(line))));
        assertThat(different).isBetween((long) EVENTS, EVENTS + 50L);
        assertThat(events).hasSize((int) different).hasSameSizeAs(new HashSet<>(lines));
        assertThat(lines).hasSizeBetween((int) (different * 1.02), (int) (different * 1.06));
    }

    @Test
    void theyComeInNearlyTheirOrderAndSomeOfThemLate() {
        List<Instant> times = told(1).stream()
                .map(line ->
                        Instant.parse(JSON.readTree(line).path("occurredAt").asString()))
                .toList();

        long ofLaterMonth = IntStream.range(100, times.size())
                .filter(place ->
                        times.get(place).isBefore(times.get(place - 100).minusSeconds(30 * 86_400)))
                .count();
        long ofEarlierMoment = IntStream.range(1, times.size())
                .filter(place -> times.get(place).isBefore(times.get(place - 1)))
                .count();

        assertThat(ofLaterMonth).isBetween(EVENTS / 500L, EVENTS / 10L);
        assertThat(ofEarlierMoment).isGreaterThan(EVENTS / 4);
    }

    private static List<String> told(long seed) {
        List<String> lines = new ArrayList<>();
        new YearVisits(seed, new ShopYear(seed, 300).shops(), EVENTS).tell(lines::add);
        return lines;
    }

    private static List<String> key(JsonNode event) {
        return List.of(event.path("storeId").asString(), event.path("eventId").asString());
    }
}
