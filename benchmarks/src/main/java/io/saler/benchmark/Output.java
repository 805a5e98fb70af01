package io.saler.benchmark;

/** What a benchmark prints: text and the lines of its tables, on standard output. */
final class Output {

    private Output() {}

    static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
