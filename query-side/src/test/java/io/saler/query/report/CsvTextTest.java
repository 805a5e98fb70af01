package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTextTest {

    @Test
    void whatWouldBreakACellIsQuoted() {
        assertThat(row("plain", "a,b", "say \"hi\"", "two\r\nlines", null, 7L, new BigDecimal("19.90")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",,7,19.90\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"=1+1,'=1+1", "+1,'+1", "-1,'-1", "@SUM(A1),'@SUM(A1)", "a=1,a=1"})
    void whatWouldBeAFormulaIsText(String text, String cell) {
        assertThat(row(text)).isEqualTo(cell + "\r\n");
    }

    @Test
    void whatWouldBeAFormulaAfterABlankIsText() {
        assertThat(row("\t=1+1")).isEqualTo("'\t=1+1\r\n");
        assertThat(row("\r=1+1")).isEqualTo("\"'\r=1+1\"\r\n");
    }

    @Test
    void aNegativeNumberIsANumber() {
        assertThat(row(new BigDecimal("-5.00"))).isEqualTo("-5.00\r\n");
    }

    private static String row(Object... values) {
        var text = new StringBuilder();
        new CsvText(text).row(values);
        return text.toString();
    }
}
