package io.saler.query.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of CSV (RFC 4180). Text that a spreadsheet would take for a formula is led by an apostrophe, which shows
 * it as the text that it is.
 */
final class CsvText {

    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");
    private static final String FORMULA = "=+-@\t\r";

    private final Appendable out;

    CsvText(Appendable out) {
        this.out = out;
    }

    /** @param values numbers are written as they are; everything else may come from anybody */
    void row(@Nullable Object... values) {
        try {
            for (int place = 0; place < values.length; place++) {
                if (place > 0) {
                    out.append(',');
                }
                Object value = values[place];
                if (value instanceof Number) {
                    out.append(value.toString());
                } else if (value != null) {
                    out.append(quoted(harmless(value.toString())));
                }
            }
            out.append("\r\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
