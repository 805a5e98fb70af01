package io.saler.query.dashboard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.query.TestDatabase;
import io.saler.query.store.Stores;
import io.saler.store.StoreFailure;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    @Test
    void whereThereIsNoStoreNothingCanBeSaved() {
        var page = new ReportPage(null, Stores.in(TestDatabase.empty()), Clock.systemUTC());

        assertThatThrownBy(() -> page.export(new ReportPage.Choice(null, null, null, null, null, null, null)))
                .isInstanceOf(StoreFailure.StoreUnknown.class);
    }
}
