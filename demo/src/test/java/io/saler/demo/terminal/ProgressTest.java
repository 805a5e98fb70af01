package io.saler.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal terminal(boolean rich) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), rich, rich);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPlainTerminalGetsOneLineWithoutControlCharacters() {
        try (Progress progress = terminal(false).begin("Importing products", 2)) {
            progress.step();
            progress.step();
            progress.done("2 articles");
        }

        assertThat(printed()).matches(" {2}✓ Importing products +2 articles +\\d+\\.\\d s\n");
    }

    @Test
    void whatWasNotDoneIsCrossedOutWithHowFarItGot() {
        try (Progress progress = terminal(false).begin("Importing products", 2)) {
            progress.step();
        }

        assertThat(printed()).matches(" {2}✗ Importing products +1/2 +\\d+\\.\\d s\n");
    }

    @Test
    void aRichTerminalGetsItsLineClearedAndColours() {
        try (Progress progress = terminal(true).begin("Importing products", 2)) {
            progress.done("2 articles");
        }

        assertThat(printed()).contains("\r\u001b[2K", "\u001b[32m✓\u001b[0m Importing products");
    }
}
