package io.saler.query.journal;

import static io.saler.gateway.access.AccessRule.inRole;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sagas are everybody's orders, so only administrators look. The queries are guarded where they are answered. */
@Component
final class JournalAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                inRole(GET, "/admin/sagas", Role.ADMIN),
                inRole(GET, "/admin/sagas/count", Role.ADMIN),
                inRole(GET, "/admin/sagas/statistics", Role.ADMIN),
                inRole(GET, "/admin/sagas/{sagaId}", Role.ADMIN));
    }
}
