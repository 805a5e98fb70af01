package io.saler.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What is said on the pages, and in which language. */
class WordsTest {

    private final Words words = new Words(messages());

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("io/saler/query/dashboard/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void everythingIsSaidInBothLanguages() throws IOException {
        assertThat(keys("messages_ar.properties")).isEqualTo(keys("messages.properties"));
    }

    private static Object keys(String file) throws IOException {
        var messages = new Properties();
        try (var reader = new InputStreamReader(WordsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages.keySet();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "9940, 9.9 s",
        "59999, 59 s",
        "60000, 1 min 0 s",
        "3599000, 59 min 59 s",
        "3600000, 1 h 0 min",
        "90000000, 1 d 1 h",
        "4320000000, 50 d 0 h"
    })
    void durationsAreInTheirTwoLargestUnits(long milliseconds, String said) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.milliseconds(milliseconds)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9999, 9999", "10000, 10 k", "184233, 184 k", "1000000, 1.0 M", "25300000, 25 M"})
    void largeNumbersAreSaidInShort(long number, String said) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.inShort(number)).isEqualTo(said);
    }

    @Test
    void ofNamesOnlyWhatTellsThemApartIsSaid() {
        assertThat(words.cause("io.saler.saga.payment.GatewayCalls$NoAnswer: No answer"))
                .isEqualTo("NoAnswer: No answer");
        assertThat(words.cause("GatewayCalls$NoAnswer: It costs 5$ or US$ 6"))
                .isEqualTo("NoAnswer: It costs 5$ or US$ 6");
        assertThat(words.actor("ADMIN:76d7a913-11c1-3a55-a4d1-f2e75fdcbd72")).isEqualTo("ADMIN:76d7a913");
        assertThat(words.actor("SYSTEM:order-saga")).isEqualTo("SYSTEM:order-saga");
    }

    @Test
    void whatHasNoTranslationIsSaidAsItIsCalledInTheCode() {
        LocaleContextHolder.setLocale(Locale.of("ar"));
        assertThat(words.step("PAYING")).isEqualTo("تحصيل الدفعة");
        assertThat(words.step("SOMETHING_NEW")).isEqualTo("SOMETHING_NEW");
        assertThat(words.milliseconds(2_500)).isEqualTo("2.5 ث");
        assertThat(words.failure("something-new")).isEqualTo("رُفض هذا الطلب.");
    }
}
