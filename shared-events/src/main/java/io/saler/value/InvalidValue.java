package io.saler.value;

/** Says that text or a number cannot be the value it was meant to be. The message is fit for the person who sent it. */
public final class InvalidValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidValue(String message) {
        super(message);
    }

    /** Returns {@code text} stripped of surrounding blanks, or refuses it when it is shorter or longer than allowed. */
    public static String text(String what, String text, int minimum, int maximum) {
        String stripped = text.strip();
        if (stripped.length() < minimum || stripped.length() > maximum) {
            throw new InvalidValue(
                    "%s must have %d to %d characters, not %d".formatted(what, minimum, maximum, stripped.length()));
        }
        if (stripped.indexOf('\0') >= 0) {
            throw new InvalidValue("%s must not contain the null character".formatted(what));
        }
        return stripped;
    }
}
