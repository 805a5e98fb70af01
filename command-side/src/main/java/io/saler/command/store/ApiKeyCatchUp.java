package io.saler.command.store;

import io.saler.gateway.access.ApiKeys;
import org.axonframework.config.ProcessingGroup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Follows the events of Axon Server as well, whose commit is not that of PostgreSQL: a process killed between the two
 * would leave keys behind that are in the event store and nowhere else. Seeing an event again changes nothing.
 */
@Component
@ProcessingGroup("stores-catch-up")
@ConditionalOnProperty(name = "saler.event-store", havingValue = "axon-server")
class ApiKeyCatchUp extends ApiKeyProjection {

    ApiKeyCatchUp(ApiKeyTable table, ApiKeys remembered) {
        super(table, remembered);
    }
}
