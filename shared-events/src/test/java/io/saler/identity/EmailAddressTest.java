package io.saler.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.value.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses there are, and which of them are one. */
class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Pat@Example.org, pat@example.org",
        "pat@B\u00FCcher.example, pat@xn--bcher-kva.example",
        "pat@bu\u0308cher.example, pat@xn--bcher-kva.example",
        "pat@XN--BCHER-KVA.example, pat@xn--bcher-kva.example",
        "pat@\uFF45\uFF58\uFF41mple.org, pat@example.org",
        "pat@example\u3002org, pat@example.org"
    })
    void anAddressIsOneHoweverItsDomainIsWritten(String written, String normalised) {
        assertThat(new EmailAddress(written).normalised()).isEqualTo(normalised);
    }

    @Test
    void aDomainThatLooksLikeAnotherIsSeenToBeAnother() {
        assertThat(new EmailAddress("pat@ex\u0430mple.org").value()).isEqualTo("pat@xn--exmple-4nf.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\u0430t@example.org", // a Cyrillic letter that looks Latin
                "p\u200Bat@example.org",
                "\u202Epat@example.org",
                "pat\uFF20example.org",
                "pat@stra\u00DFe.example",
                "pat@exam\u200Dple.org",
                "pat@\u202Eexample.org",
                "pat@b\u00FCcher..example",
                "pat@\u00FC_.example",
                "pat@b\u00FCcher\r\nBcc: all.example",
                "pat",
                "@example.org",
                "pat@"
            })
    void whatOnlyLooksLikeAnAddressIsNone(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void anAddressHasItsLongestLengthAsItIsLookedUp() {
        String domain = "\u00FC".repeat(50) + ".example";
        assertThat(new EmailAddress("p@" + domain).value()).startsWith("p@xn--");
        assertThatThrownBy(() -> new EmailAddress("p@" + (domain + ".").repeat(6) + "org"))
                .isInstanceOf(InvalidValue.class);
    }
}
