package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class OrderedIdentifiersTest {

    @Test
    void messagesAreIdentifiedByDistinctUuidsOfVersionSevenThatBeginWithTheTime() {
        long before = System.currentTimeMillis();
        List<UUID> identifiers = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(number -> IdentifierFactory.getInstance().generateIdentifier())
                .map(UUID::fromString)
                .toList();
        long after = System.currentTimeMillis();

        assertThat(identifiers).doesNotHaveDuplicates();
        assertThat(identifiers).allSatisfy(identifier -> {
            assertThat(identifier.version()).isEqualTo(7);
            assertThat(identifier.variant()).isEqualTo(2);
            assertThat(identifier.getMostSignificantBits() >>> 16).isBetween(before, after);
        });
    }
}
