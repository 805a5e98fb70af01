package io.saler.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text is taken, in one line and in several. */
class InvalidValueTest {

    private static String line(String text) {
        return InvalidValue.line("name", "A name", text, 1, 200);
    }

    private static String prose(String text) {
        return InvalidValue.prose("description", "A description", text, 0, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë O'Neill-Smith",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian, with a non-joiner within a word
                "\u0915\u094D\u200D\u0937", // Hindi, with a joiner after a virama
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", // Sinhala
                "\u05E9\u05DC\u05D5\u05DD",
                "\u65E5\u672C\u8A9E",
                "Family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "Heart \u2764\uFE0F\u200D\uD83D\uDD25",
                "Chapter \u06DD\u0661"
            })
    void aLineInAnyScriptIsKeptAsItIs(String text) {
        assertThat(line(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "evil\u202Egnp.exe", // override
                "a\u202Ab",
                "a\u2066b", // isolate
                "a\u2069b",
                "a\u200Eb", // mark
                "a\u061Cb",
                "pay\u200Bpal", // zero-width space
                "pay\u200Cpal", // a non-joiner where letters do not join
                "pay\u200Dpal",
                "\u200Ddangling",
                "\u0645\u200C",
                "\u0645\u200C\u200C\u062E",
                "a\u2060b",
                "a\uFEFFb",
                "soft\u00ADhyphen",
                "\u3164", // a letter that shows nothing
                "a\u115Fb",
                "\u2800",
                "a\uDB40\uDC41b", // a tag character
                "a\uE000b", // private use
                "a\uD800b", // half a character
                "a\uFFFFb",
                "a\uFDD0b"
            })
    void aLineHasNothingThatCannotBeSeen(String text) {
        assertThatThrownBy(() -> line(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void textIsStoredComposed() {
        assertThat(line("Zoe\u0308")).isEqualTo("Zo\u00EB");
        assertThat(line("\u212Bngstr\u00F6m")).isEqualTo("\u00C5ngstr\u00F6m");
        assertThat(prose("cafe\u0301")).isEqualTo("caf\u00E9");
    }

    @Test
    void aTextIsAsLongAsItIsStored() {
        assertThat(InvalidValue.line("name", "A name", "e\u0301", 1, 1)).isEqualTo("\u00E9");
        assertThatThrownBy(() -> line("x".repeat(201))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> line(" \t ")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void proseHasLinesAndWhatBidirectionalTextNeeds() {
        String text = "One.\r\n\tTwo, \u2067\u05E9\u05DC\u05D5\u05DD\u2069!\u200F";
        assertThat(prose(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0007b", "a\u001Bb", "a\u202Eb", "a\u202Bb", "a\uE000b", "a\uDC00b"})
    void proseHasNothingThatReversesIt(String text) {
        assertThatThrownBy(() -> prose(text)).isInstanceOf(InvalidValue.class);
    }
}
