package io.saler.query.tracking;

import io.saler.value.InvalidValue;
import java.util.regex.Pattern;

/**
 * Text that visitors may have typed, made fit to be kept: without characters that are none, and with {@code [masked]}
 * in place of whatever looks like a mail address. Pages send what they get, so nothing is refused but its length.
 */
final class TypedText {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final String MASK = "[masked]";

    private TypedText() {}

    static String of(String field, String what, String text, int minimum, int maximum) {
        // Before anything that takes time: what is too long by far is not looked at.
        if (text.length() > 2 * maximum) {
            throw InvalidValue.at(field, "%s must have %d to %d characters".formatted(what, minimum, maximum));
        }
        var kept = new StringBuilder();
        text.codePoints()
                .map(TypedText::shown)
                .filter(character -> character >= 0)
                .forEach(kept::appendCodePoint);
        String legible = InvalidValue.text(field, what, kept.toString(), minimum, maximum);
        return legible.indexOf('@') < 0 ? legible : ADDRESS.matcher(legible).replaceAll(MASK);
    }

    private static int shown(int character) {
        if (Character.isISOControl(character)) {
            return ' ';
        }
        return switch (Character.getType(character)) {
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.FORMAT -> -1;
            default -> character;
        };
    }
}
