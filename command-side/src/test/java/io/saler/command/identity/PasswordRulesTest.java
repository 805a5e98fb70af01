package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.PasswordRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final PasswordRules RULES = new PasswordRules();
    private static final EmailAddress EMAIL = new EmailAddress("Ada.Lovelace@example.org");

    private static void check(String password) {
        RULES.check("password", password, EMAIL, "Augusta King");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "ｐａｓｓｗｏｒｄ",
                "123456789",
                "1q2w3e4r5t",
                "iloveyou1",
                "correct horse battery staple"
            })
    void aPasswordFromBreachesIsRefusedHoweverItIsWritten(String password) {
        assertThatThrownBy(() -> check(password))
                .isInstanceOf(PasswordRefused.class)
                .hasMessageContaining("breaches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace",
                "ADA.LOVELACE1",
                "ada.lovelace@example.org",
                "1234ada.lovelace",
                "augustaking",
                "Augusta King 1",
                "Augusta2026"
            })
    void aPasswordIsMoreThanItsOwnersNameOrAddress(String password) {
        assertThatThrownBy(() -> check(password))
                .isInstanceOf(PasswordRefused.class)
                .hasMessageContaining("name or address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "augusta rides a correct horse",
                "     8     ",
                "пароль-из-слов",
                "👩‍🚀👩‍🚀👩‍🚀 and a comet"
            })
    void anythingElseIsGoodEnough(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @Test
    void shortNamesMayOccurInPasswords() {
        assertThatCode(() -> RULES.check("password", "a banana", new EmailAddress("an@example.org"), "Ana"))
                .doesNotThrowAnyException();
    }

    @Test
    void halfACharacterIsNone() {
        assertThatThrownBy(() -> RULES.check("password", "\uDC00 and \uD800 alone", EMAIL, "Augusta King"))
                .isInstanceOf(PasswordRefused.class)
                .hasMessageContaining("half a character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7 chars", "👩👩👩👩👩👩👩"})
    void lengthIsCountedInCharacters(String tooShort) {
        assertThatThrownBy(() -> check(tooShort)).hasMessageContaining("8 to 200 characters");
    }
}
