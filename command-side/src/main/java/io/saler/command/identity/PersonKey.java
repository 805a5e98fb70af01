package io.saler.command.identity;

import io.saler.identity.PersonalText;
import io.saler.identity.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the personal texts of one person, with AES-256-GCM. An envelope is bound to the person and to the
 * field of the event that it was made for: moved elsewhere, or changed in any bit, it does not open.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PersonKey(byte[] bytes) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    static PersonKey random() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new PersonKey(bytes);
    }

    /** Seals the same text differently each time. */
    PersonalText.Sealed seal(UserId person, String field, String text) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] content =
                    cipher(Cipher.ENCRYPT_MODE, nonce, person, field).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] envelope = ByteBuffer.allocate(1 + nonce.length + content.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(content)
                    .array();
            return new PersonalText.Sealed(Base64.getEncoder().encodeToString(envelope));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** The text, or nothing when this is not what was once sealed for this person and field. */
    Optional<String> open(UserId person, String field, PersonalText.Sealed sealed) {
        try {
            var envelope = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.envelope()));
            if (envelope.remaining() < 1 + NONCE_BYTES + TAG_BITS / 8 || envelope.get() != FORMAT) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE_BYTES];
            envelope.get(nonce);
            var content = new byte[envelope.remaining()];
            envelope.get(content);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, person, field).doFinal(content);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | AEADBadTagException damaged) {
            return Optional.empty();
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UserId person, String field) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((person + "\n" + field).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "PersonKey";
    }
}
