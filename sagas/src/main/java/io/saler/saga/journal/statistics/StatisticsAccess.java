package io.saler.saga.journal.statistics;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.journal.FindSagaStatistics;
import java.util.List;
import org.springframework.stereotype.Component;

/** How everybody's orders do is for administrators alone. */
@Component
final class StatisticsAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(MessageRule.inRole(FindSagaStatistics.class, Role.ADMIN));
    }
}
