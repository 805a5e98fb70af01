package io.saler.query;

import io.saler.gateway.problem.InvalidParameter;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters that no type of ours stands for; what makes no sense is refused by its name. */
public final class QueryParameter {

    private static final Pattern PRICE = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");

    private QueryParameter() {}

    /** Returns text of at most {@code maximum} characters, composed as names are stored, or null for none. */
    public static @Nullable String text(String name, @Nullable String text, int maximum) {
        if (text != null && (text.length() > maximum || text.indexOf('\0') >= 0)) {
            throw new InvalidParameter(name, "This must be text of at most %d characters.".formatted(maximum));
        }
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Returns the choice that a client has written by its name. */
    public static <T> T oneOf(String name, String text, T[] choices, Function<T, String> nameOf) {
        return Arrays.stream(choices)
                .filter(choice -> nameOf.apply(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        name,
                        Arrays.stream(choices)
                                .map(nameOf)
                                .collect(Collectors.joining(", ", "This must be one of ", "."))));
    }

    /** Returns an amount of money, in whichever currency, or null for none. */
    public static @Nullable BigDecimal price(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!PRICE.matcher(text).matches()) {
            throw new InvalidParameter(name, "This must be an amount such as 19.99.");
        }
        return new BigDecimal(text);
    }
}
