package io.saler.query.eventstore;

import static io.saler.gateway.access.AccessRule.inRole;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Events are about everybody, so only administrators look. The queries are guarded where they are answered. */
@Component
final class EventStoreAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                inRole(GET, "/admin/events", Role.ADMIN),
                inRole(GET, "/admin/events/aggregates/{aggregateId}", Role.ADMIN));
    }
}
