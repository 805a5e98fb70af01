package io.saler.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.Story;
import io.saler.store.StoreId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    @Test
    void namesAreSortedRegardlessOfCaseAndAccents() {
        assertThat(sortName("Crème Brûlée")).isEqualTo("creme brulee");
    }

    @Test
    void ofALongNameOnlyTheBeginningIsSortedByAndNoCharacterIsCutInHalf() {
        assertThat(sortName("\ufdfa".repeat(200)))
                .hasSize(Listing.LONGEST_SORT_NAME)
                .isSubstringOf(sortName("\ufdfa".repeat(20)));
        // One unit before the limit begins a character of two.
        assertThat(sortName("\u3392" + "x".repeat(196) + "\ud83d\ude00")).isEqualTo("mhz" + "x".repeat(196));
    }

    private static String sortName(String name) {
        return Listing.of(
                        Story.product(StoreId.random(), "SKU", "1", Story.details(name, "Things", List.of())),
                        Story.BEGIN)
                .sortName();
    }
}
