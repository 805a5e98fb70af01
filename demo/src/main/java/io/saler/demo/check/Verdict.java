package io.saler.demo.check;

import java.util.List;

/**
 * The outcome of one check.
 *
 * @param what what ought to hold, as a sentence
 * @param seen in short, what was looked at
 * @param failures what was expected and what was seen instead, a line for each case; empty when it holds
 */
public record Verdict(String what, String seen, List<String> failures) {

    public Verdict {
        failures = List.copyOf(failures);
    }

    public boolean holds() {
        return failures.isEmpty();
    }
}
