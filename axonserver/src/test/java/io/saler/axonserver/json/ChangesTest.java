package io.saler.axonserver.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.journal.JournalEntry.FieldChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void areNamedByTheFieldsThatDiffer() {
        Map<String, Object> before =
                Map.of("process", Map.of("phase", "PAYING", "attempt", 1, "stages", List.of()), "failure", "away");
        Map<String, Object> after = Map.of("process", Map.of("phase", "CONFIRMING", "attempt", 1, "reason", "none"));

        assertThat(Changes.between(before, after))
                .containsExactly(
                        Map.entry("failure", new FieldChange("away", null)),
                        Map.entry("process.phase", new FieldChange("PAYING", "CONFIRMING")),
                        Map.entry("process.reason", new FieldChange(null, "none")),
                        Map.entry("process.stages", new FieldChange(List.of(), null)));
    }

    @Test
    void ofWhatHasJustBegunAreAllThatIsThere() {
        assertThat(Changes.between(Map.of("attempts", 0), Map.of("attempts", 0, "process", Map.of("attempt", 1))))
                .containsExactly(Map.entry("process", new FieldChange(null, Map.of("attempt", 1))));
    }

    @Test
    void ofAListAreWhatItHasLostAndGained() {
        Map<String, Object> before = Map.of(
                "reserved", List.of("tea", "cup"),
                "tried", List.of("a", "a", "b"),
                "stages", List.of(List.of(Map.of("step", 1), Map.of("step", 2)), List.of(Map.of("step", 3))),
                "order", List.of("x", "y"));
        Map<String, Object> after = Map.of(
                "reserved", List.of("pot", "cup", "tea"),
                "tried", List.of("a", "b"),
                "stages", List.of(List.of(Map.of("step", 2)), List.of(Map.of("step", 3), Map.of("step", 4))),
                "order", List.of("y", "x"));

        assertThat(Changes.between(before, after))
                .containsExactly(
                        Map.entry("reserved", new FieldChange(null, List.of("pot"))),
                        Map.entry("stages", new FieldChange(List.of(Map.of("step", 1)), List.of(Map.of("step", 4)))),
                        Map.entry("tried", new FieldChange(List.of("a"), null)));
    }

    @Test
    void areNoneWhereNothingDiffersOrNothingIsKnown() {
        assertThat(Changes.between(Map.of("attempts", 1), Map.of("attempts", 1)))
                .isNull();
        assertThat(Changes.between(null, Map.of("attempts", 1))).isNull();
    }
}
