package io.saler.gateway.access;

import io.saler.store.ApiKeyKind;
import io.saler.store.KeyDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code sk_} or {@code pk_}, 32 random letters and digits, which are 190 bits, and 6 more that are
 * a checksum of all before them (CRC-32). By these, mistyped keys are refused without looking them up, and whoever
 * scans for leaked keys knows one when they see it.
 */
public final class ApiKeySecret {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int SHOWN = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private ApiKeySecret(String text) {
        this.text = text;
    }

    public static ApiKeySecret random(ApiKeyKind kind) {
        var written = new StringBuilder(kind.prefix());
        for (int index = 0; index < RANDOM_LENGTH; index++) {
            written.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return new ApiKeySecret(written + checksum(written.toString()));
    }

    /** Whether a token is meant to be a key, right or wrong. */
    static boolean isMeantBy(String token) {
        return Arrays.stream(ApiKeyKind.values()).anyMatch(kind -> token.startsWith(kind.prefix()));
    }

    /** Nothing when the text cannot be a key. */
    static Optional<ApiKeySecret> read(String token) {
        int end = token.length() - CHECKSUM_LENGTH;
        boolean is = isMeantBy(token)
                && end == ApiKeyKind.SECRET.prefix().length() + RANDOM_LENGTH
                && checksum(token.substring(0, end)).equals(token.substring(end));
        return is ? Optional.of(new ApiKeySecret(token)) : Optional.empty();
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int index = CHECKSUM_LENGTH - 1; index >= 0; index--) {
            digits[index] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    /** What is kept instead of the key. */
    public KeyDigest digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new KeyDigest(HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    /** What people tell their keys apart by. */
    public String lastFour() {
        return text.substring(text.length() - SHOWN);
    }

    /** The key itself, to be shown to its owner once. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiKeySecret[" + text.substring(0, ApiKeyKind.SECRET.prefix().length()) + "…]";
    }
}
