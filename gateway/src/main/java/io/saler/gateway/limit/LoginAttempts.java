package io.saler.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Bounds how often a password can be guessed: so many attempts on one account from one address may fail in a minute,
 * ten unless settings say otherwise. The owner, at another address, is not locked out by that. Call {@link #begin}
 * before the password is looked at, also for accounts that do not exist, and {@link #succeeded} when it was right.
 * Works with or without Redis; no e-mail address is stored, only its hash. Safe for use by many threads.
 */
public final class LoginAttempts {

    private final RateLimits limits;
    private final Counters counters;

    LoginAttempts(RateLimits limits, Counters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /**
     * Counts an attempt as failed until it succeeds, so that simultaneous ones are counted too; throws
     * {@link TooManyRequests} when there were too many.
     *
     * @param email in any spelling of upper and lower case
     * @param address of the client, as {@code HttpServletRequest.getRemoteAddr()} gives it
     */
    public void begin(String email, String address) {
        Tally tally = counters.count(limits.failedLogins(), whom(email, address));
        if (!tally.allowed()) {
            throw new TooManyRequests(tally);
        }
    }

    /** Takes back what {@link #begin} counted: the password was right. */
    public void succeeded(String email, String address) {
        counters.forget(limits.failedLogins(), whom(email, address));
    }

    private static String whom(String email, String address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + ":" + ClientNetwork.of(address);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
