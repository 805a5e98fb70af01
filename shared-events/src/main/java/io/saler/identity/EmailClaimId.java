package io.saler.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies the claim on one e-mail address. It is the address's hash, so of any number of people who claim the same
 * address at once, the event store itself refuses all but one.
 */
public record EmailClaimId(String value) {

    public static EmailClaimId of(EmailAddress address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("email-claim\n" + address.normalised()).getBytes(StandardCharsets.UTF_8));
            return new EmailClaimId(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
