package io.saler.identity;

import io.saler.value.InvalidValue;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as somebody wrote it, without surrounding blanks; of at most 254 characters (RFC 5321). Before the
 * {@code @} there are ASCII characters only, so that no two addresses look the same; a domain in another script is kept
 * in the form in which it is looked up ({@code xn--…}). Two addresses that differ only in case are the same
 * {@link #normalised()} address.
 */
public record EmailAddress(String value) {

    /** The addresses that HTML's e-mail field accepts, with at least one dot or a bare host such as localhost. */
    private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

    private static final int LONGEST = 254;

    /** What IDNA 2003, which Java speaks, turns into another domain than IDNA 2008, which mail servers speak. */
    private static final Pattern LOOKED_UP_OTHERWISE = Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

    public EmailAddress {
        value = withLookedUpDomain(value.strip());
        if (value.length() > LONGEST || !SYNTAX.matcher(value).matches()) {
            throw new InvalidValue("This is not an e-mail address");
        }
    }

    private static String withLookedUpDomain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (address.length() > LONGEST || domain.chars().allMatch(character -> character < 0x80)) {
            return address;
        }
        if (LOOKED_UP_OTHERWISE.matcher(domain).find()) {
            throw new InvalidValue("The domain of this e-mail address has to be written as xn--…");
        }
        try {
            return address.substring(0, address.length() - domain.length())
                    + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notDomain) {
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
