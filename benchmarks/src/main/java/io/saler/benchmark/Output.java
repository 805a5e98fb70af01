package io.saler.benchmark;

import java.util.Locale;

/** What a benchmark prints: text and the lines of its tables, on standard output. */
public final class Output {

    private Output() {}

    public static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
