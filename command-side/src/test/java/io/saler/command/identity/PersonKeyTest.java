package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.PersonalText.Sealed;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonKeyTest {

    private static final String NAME = UserRegistered.NAME;

    private final PersonKey key = PersonKey.random();
    private final UserId ada = UserId.random();

    @ParameterizedTest
    @ValueSource(strings = {"A", "Ada Lovelace", "آدا", "👩🏽‍🚀", "{\"sealed\":\"x\"}"})
    void opensWhatItHasSealed(String text) {
        Sealed sealed = key.seal(ada, NAME, text);

        assertThat(key.open(ada, NAME, sealed)).contains(text);
    }

    /** Of a text so long that it is not there by chance. */
    @Test
    void doesNotShowWhatItHasSealed() {
        Sealed sealed = key.seal(ada, NAME, "Ada Lovelace");

        assertThat(new String(Base64.getDecoder().decode(sealed.envelope()), StandardCharsets.UTF_8))
                .doesNotContain("Lovelace");
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertThat(key.seal(ada, NAME, "Ada")).isNotEqualTo(key.seal(ada, NAME, "Ada"));
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        assertThat(PersonKey.random().open(ada, NAME, key.seal(ada, NAME, "Ada")))
                .isEmpty();
    }

    @Test
    void itDoesNotOpenAsSomethingElse() {
        Sealed sealed = key.seal(ada, NAME, "Ada");

        assertThat(key.open(UserId.random(), NAME, sealed)).isEmpty();
        assertThat(key.open(ada, UserRegistered.EMAIL, sealed)).isEmpty();
    }

    @Test
    void itDoesNotOpenWithAnyBitChanged() {
        byte[] envelope = Base64.getDecoder().decode(key.seal(ada, NAME, "Ada").envelope());
        for (int bit = 0; bit < envelope.length * Byte.SIZE; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            var tampered = new Sealed(Base64.getEncoder().encodeToString(changed));

            assertThat(key.open(ada, NAME, tampered)).as("bit %d", bit).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQ==", "no Base64!", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoEnvelopeDoesNotOpen(String envelope) {
        assertThat(key.open(ada, NAME, new Sealed(envelope))).isEmpty();
    }

    @Test
    void noneOfItIsShown() {
        assertThat(key.toString() + key.seal(ada, NAME, "Ada")).isEqualTo("PersonKey[sealed]");
    }
}
