package io.saler.store;

import io.saler.value.InvalidValue;
import java.util.regex.Pattern;

/**
 * What a key is recognised by: the SHA-256 of its text, in hexadecimal digits. A key has 190 random bits, so that
 * nobody finds it by trying; a plain hash is as good here as a slow one is for passwords.
 */
public record KeyDigest(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

    public KeyDigest {
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidValue("A digest has 64 hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
