package io.saler.payment;

import io.saler.value.InvalidValue;
import java.util.regex.Pattern;

/** A payment gateway's token for a way to pay, for example {@code pm_approve}. Never a card number. */
public record PaymentMethod(String token) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z][A-Za-z0-9_]{2,254}");

    public PaymentMethod {
        if (!SYNTAX.matcher(token).matches()) {
            throw new InvalidValue("A payment method is a token of 3 to 255 letters, digits and underscores");
        }
    }

    @Override
    public String toString() {
        return token;
    }
}
