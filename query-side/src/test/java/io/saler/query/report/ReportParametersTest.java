package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.report.ReportParameters.Selection;
import io.saler.query.store.StoreView;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class ReportParametersTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final StoreView store = new StoreView(
            StoreId.random(), "Shop", Currency.getInstance("EUR"), new StoreTimeZone("Europe/Berlin"), Instant.EPOCH);

    @Test
    void theTimeBeforeMayHaveMorePartsThanThereMayBe() {
        var hours = new ReportParameters("2026-11-01", "2027-03-06", "hour", null, null, null, null);
        assertThat(hours.read(store, Selection.ALL, NOW).buckets().count()).isEqualTo(Buckets.MOST);

        var compared = new ReportParameters("2026-11-01", "2027-03-06", "hour", null, null, "previous", null);
        assertThatThrownBy(() -> compared.read(store, Selection.ALL, NOW))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("more than 3000 parts");
    }

    @Test
    void rankingsAreOfAnyTimeForTheyHaveNoParts() {
        var decades = new ReportParameters("2000-01-01", "2026-01-01", null, null, null, "previous", null);

        ReportRequest request = decades.readRanking(store, Selection.ALL, 20, NOW);

        assertThat(request.buckets().count()).isEqualTo(1);
        assertThat(request.before().from()).isEqualTo(Instant.parse("1973-12-31T23:00:00Z"));
        assertThat(request.before().to()).isEqualTo(request.buckets().from());
    }
}
