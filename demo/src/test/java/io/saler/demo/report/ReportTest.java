package io.saler.demo.report;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.Stories;
import io.saler.demo.check.Verdict;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OrderStory CONFIRMED = confirmed(1, article("MUG", "19.00", 5), 1, Duration.ofMillis(1500));
    private static final OrderStory DECLINED =
            rejected(2, article("MUG", "19.00", 5), 1, Fate.PAYMENT_DECLINED, "payment-declined");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Report report =
            new Report(new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theFiguresAreATableWithMedianAndP99() {
        report.figures(Figures.of(List.of(CONFIRMED, DECLINED)), true);

        assertThat(printed())
                .containsPattern("confirmed +1\n")
                .containsPattern("payment-declined +1\n")
                .containsPattern("request to confirmation +1\\.500 s +median, p99 1\\.500 s\n")
                .containsPattern("orders per second +1\\.3 +ended, over the 1\\.500 s")
                .contains("one and the same machine's clock");
    }

    @Test
    void eachFailureSaysWhatWasExpectedAndLongListsAreCut() {
        List<String> many = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "case %d: expected 1, saw 2".formatted(i))
                .toList();

        report.verdicts(List.of(new Verdict("Stock adds up", "12 articles", List.of()), new Verdict("Mail", "", many)));

        assertThat(printed())
                .contains(
                        "✓ Stock adds up", "✗ Mail", "case 10: expected 1, saw 2", "and 2 more", "1 of 2 checks failed")
                .doesNotContain("case 11");
    }

    @Test
    void theTimelineShowsADeclinedOrderWithOffsetEventActorAndReason() {
        var detail = JSON.readTree("""
                {"sku":"MUG","quantity":1,"productId":"3f0b7c9e-8a52-4b7e-9d53-5d8a3c1f2b11","total":{"amount":"19.00","currency":"EUR"}}
                """);
        var reserved = new HistoryEntry(
                "e",
                "StockReserved",
                Stories.START.plusMillis(42),
                "inventory",
                "x",
                new HistoryEntry.Actor("SYSTEM", "order-saga"),
                null,
                detail,
                null);

        report.timeline(
                List.of(CONFIRMED, DECLINED),
                story -> List.of(reserved, story.history().getFirst()));

        assertThat(printed())
                .contains("o-2", "19.00 EUR → REJECTED payment-declined")
                .containsPattern(
                        "\\+0\\.042 s +StockReserved +system order-saga +sku MUG · quantity 1 · total 19\\.00 EUR\n")
                .containsPattern("\\+1\\.000 s +OrderRejected +payment-declined\n")
                .doesNotContain("o-1");
    }

    @Test
    void theResultFileSaysWhetherAllHeldAndWhy(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("result.json");
        var verdict = new Verdict("Money adds up", "19.00 EUR", List.of("expected 19, saw 0"));

        ResultFile.of("http://127.0.0.1:8080", 7, Figures.of(List.of(CONFIRMED, DECLINED)), List.of(verdict))
                .writeTo(file);

        JsonNode result = JSON.readTree(Files.readString(file));
        assertThat(result.path("passed").asBoolean()).isFalse();
        assertThat(result.path("confirmed").asInt()).isEqualTo(1);
        assertThat(result.path("rejected").path("payment-declined").asInt()).isEqualTo(1);
        assertThat(result.path("medianMillis").asDouble()).isEqualTo(1500);
        assertThat(result.path("checks").path(0).path("failures").path(0).asString())
                .isEqualTo("expected 19, saw 0");
    }
}
