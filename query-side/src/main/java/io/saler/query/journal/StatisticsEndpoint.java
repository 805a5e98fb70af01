package io.saler.query.journal;

import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaStatistics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators how sagas do, and did. */
@RestController
class StatisticsEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final QueryGateway queries;

    StatisticsEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/admin/sagas/statistics")
    SagaStatistics statistics(@RequestParam(defaultValue = "HOUR") Period period) {
        return queries.query(new FindSagaStatistics(period), ResponseTypes.instanceOf(SagaStatistics.class))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
