package io.saler.query.kafka;

import static io.saler.gateway.access.AccessRule.anyone;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** Anybody may know what is published. */
@Component
final class AsyncApiAccess implements AccessRules {

    static final String PATH = "/asyncapi.json";

    @Override
    public List<AccessRule> rules() {
        return List.of(anyone(GET, PATH));
    }
}
