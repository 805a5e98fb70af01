package io.saler.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.store.ApiKeyKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiKeySecretTest {

    @ParameterizedTest
    @EnumSource(ApiKeyKind.class)
    void aKeyIsReadBackAndTellsItsKind(ApiKeyKind kind) {
        ApiKeySecret secret = ApiKeySecret.random(kind);
        String text = secret.reveal();
        assertThat(text).matches("[sp]k_[0-9A-Za-z]{38}").startsWith(kind.prefix());
        assertThat(ApiKeySecret.read(text).orElseThrow().digest()).isEqualTo(secret.digest());
        assertThat(secret.lastFour()).isEqualTo(text.substring(37));
        assertThat(secret.digest().value()).hasSize(64).doesNotContain(text);
        assertThat(secret.toString()).doesNotContain(text.substring(3));
    }

    @Test
    void anyOneMistypedCharacterIsNoticed() {
        String text = ApiKeySecret.random(ApiKeyKind.SECRET).reveal();
        for (int index = 0; index < text.length(); index++) {
            for (char wrong : "09AZaz_-é".toCharArray()) {
                if (text.charAt(index) != wrong) {
                    String mistyped = text.substring(0, index) + wrong + text.substring(index + 1);
                    assertThat(ApiKeySecret.read(mistyped)).as(mistyped).isEmpty();
                }
            }
        }
        assertThat(ApiKeySecret.read(text + "0")).isEmpty();
        assertThat(ApiKeySecret.read(text.substring(1))).isEmpty();
        assertThat(ApiKeySecret.read("pk_" + text.substring(3))).isEmpty();
    }

    @Test
    void noTwoAreAlike() {
        Set<String> keys = new HashSet<>();
        for (int count = 0; count < 1_000; count++) {
            keys.add(ApiKeySecret.random(ApiKeyKind.SECRET).reveal());
        }
        assertThat(keys).hasSize(1_000);
    }
}
