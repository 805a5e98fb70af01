package io.saler.identity;

import io.saler.value.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as somebody wrote it, without surrounding blanks; of at most 254 characters (RFC 5321). Two
 * addresses that differ only in case are the same {@link #normalised()} address.
 */
public record EmailAddress(String value) {

    /** The addresses that HTML's e-mail field accepts, with at least one dot or a bare host such as localhost. */
    private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

    private static final int LONGEST = 254;

    public EmailAddress {
        value = value.strip();
        if (value.length() > LONGEST || !SYNTAX.matcher(value).matches()) {
            throw new InvalidValue("This is not an e-mail address");
        }
    }

    public String normalised() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
