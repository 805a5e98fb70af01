package io.saler.query.dashboard;

import static io.saler.gateway.access.AccessRule.allInRole;
import static io.saler.gateway.access.AccessRule.unseen;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.BrowserPaths;
import io.saler.identity.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Strangers see the page to sign in on, in their language and colours, and nothing else. */
@Component
final class DashboardAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                unseen(GET, BrowserPaths.SIGN_IN_PAGE),
                unseen(GET, StaticFiles.PATH + "/**"),
                unseen(POST, Preferences.PATH),
                allInRole(BrowserPaths.HOME, Role.ADMIN),
                allInRole(BrowserPaths.HOME + "/**", Role.ADMIN));
    }
}
