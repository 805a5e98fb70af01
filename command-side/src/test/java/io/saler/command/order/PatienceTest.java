package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "respond-async, wait=5 | 5",
                "WAIT = \"7\" | 7",
                "wait=99 | 30",
                "wait=99999999999999 | 30",
                "wait=0 | 0",
                "wait=-1 | 0",
                "wait=soon | 0",
                "await=10 | 0",
                "return=minimal | 0"
            })
    void thePreferenceIsReadLenientlyAndCapped(String header, int seconds) {
        assertThat(Patience.preferred(List.of(header)).seconds()).isEqualTo(seconds);
    }
}
