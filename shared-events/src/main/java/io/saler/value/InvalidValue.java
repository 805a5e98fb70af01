package io.saler.value;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Says that text or a number cannot be the value it was meant to be. The message is fit for the person who sent it; the
 * field, where known, is the one that the value stood in, in the request as in the command.
 */
public final class InvalidValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private final @Nullable String field;

    public InvalidValue(String message) {
        this(null, message);
    }

    private InvalidValue(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    /** @param field its name, followed for an element of a list by a slash and the element's index: {@code tags/3} */
    public static InvalidValue at(String field, String message) {
        return new InvalidValue(field, message);
    }

    public @Nullable String field() {
        return field;
    }

    /**
     * Returns {@code text} stripped of surrounding blanks and composed (Unicode NFC), or refuses it when it is then
     * shorter or longer than allowed.
     */
    public static String text(String field, String what, String text, int minimum, int maximum) {
        String stripped = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (stripped.length() < minimum || stripped.length() > maximum) {
            throw at(
                    field,
                    "%s must have %d to %d characters, not %d".formatted(what, minimum, maximum, stripped.length()));
        }
        if (stripped.indexOf('\0') >= 0) {
            throw at(field, "%s must not contain the null character".formatted(what));
        }
        return stripped;
    }

    /**
     * The same for text that stands in one line, such as a name: it has no line breaks, and nothing that cannot be seen
     * or that makes other characters be seen elsewhere. Joiners between letters that need them are kept.
     */
    public static String line(String field, String what, String text, int minimum, int maximum) {
        String stripped = text(field, what, text, minimum, maximum);
        if (stripped.codePoints().anyMatch(InvalidValue::breaksTheLine)) {
            throw at(field, "%s must not contain line breaks or control characters".formatted(what));
        }
        if (!Legibility.ofLine(stripped)) {
            throw at(
                    field,
                    "%s must not contain invisible characters or ones that change the direction of text"
                            .formatted(what));
        }
        return stripped;
    }

    /**
     * The same for text of several lines, such as a description: it has line breaks and tabs but no other control
     * characters, and nothing that reverses what is read.
     */
    public static String prose(String field, String what, String text, int minimum, int maximum) {
        String stripped = text(field, what, text, minimum, maximum);
        if (!Legibility.ofProse(stripped)) {
            throw at(
                    field,
                    "%s must not contain control characters or ones that reverse the direction of text"
                            .formatted(what));
        }
        return stripped;
    }

    private static boolean breaksTheLine(int character) {
        return Character.isISOControl(character) || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR;
    }
}
