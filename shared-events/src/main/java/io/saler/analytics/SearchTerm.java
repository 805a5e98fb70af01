package io.saler.analytics;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What was searched for, so that it is the same however it was typed: compatibility forms as the usual ones (Unicode
 * NFKC), lower case, one space between words, and no more than the first 100 characters.
 */
public record SearchTerm(String value) {

    private static final int LONGEST = 100;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    public SearchTerm {
        String typed = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String words = BLANKS.matcher(typed).replaceAll(" ").strip();
        value = words.substring(
                        0, words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length()))))
                .strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
