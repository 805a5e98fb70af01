package io.saler.command.journal;

import static io.saler.gateway.access.AccessRule.inRole;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.Role;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Sagas are everybody's orders, so only administrators interfere. The commands are guarded where they are handled. */
@Component
final class JournalAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return Stream.of(
                        "/admin/sagas/{sagaId}/retry",
                        "/admin/sagas/{sagaId}/compensate",
                        "/admin/sagas/{sagaId}/cancel",
                        "/admin/sagas/{sagaId}/notes",
                        "/admin/sagas/batch/retry",
                        "/admin/sagas/batch/compensate",
                        "/admin/sagas/batch/cancel")
                .map(path -> inRole(HttpMethod.POST, path, Role.ADMIN))
                .toList();
    }
}
