package io.saler.command.projection;

import static io.saler.gateway.access.AccessRule.inRole;
import static org.springframework.http.HttpMethod.POST;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.Role;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Only administrators interfere. The commands are guarded where they are handled. */
@Component
final class ProjectionAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return Stream.of(
                        "/admin/projections/{name}/pause",
                        "/admin/projections/{name}/resume",
                        "/admin/projections/{name}/split",
                        "/admin/projections/{name}/merge",
                        "/admin/projections/{name}/rebuild",
                        "/admin/projections/{name}/rebuild/cancel",
                        "/admin/projections/{name}/rebuild/accept",
                        "/admin/projections/{name}/rollback",
                        "/admin/projections/{name}/drop-previous",
                        "/admin/dead-letters/retry",
                        "/admin/dead-letters/{id}/retry",
                        "/admin/dead-letters/{id}/discard")
                .map(path -> inRole(POST, path, Role.ADMIN))
                .toList();
    }
}
