package io.saler.gateway.openapi;

import static io.saler.gateway.access.AccessRule.anyone;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessAutoConfiguration;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.RuleBook;
import io.saler.gateway.page.Limit;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.net.URI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Serves the description at {@code /openapi.json} and a page to browse it at {@code /docs}, to anybody. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, CurrentUser.class, Limit.class);
    }

    @Bean
    AccessRules documentationAccess() {
        return AccessRules.of(
                anyone(GET, "/openapi.json"),
                anyone(GET, "/openapi.json/**"),
                anyone(GET, "/docs"),
                anyone(GET, "/swagger-ui/**"));
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI salerApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Saler")
                        .version("1")
                        .description("An event-sourced commerce backend. Refusals are problem details (RFC 9457)."));
    }

    @Bean
    ModelConverter valueSchemas() {
        return new ValueSchemas();
    }

    @Bean
    OperationCustomizer limitDescription() {
        return new LimitDescription();
    }

    @Bean
    OperationCustomizer refusalDescription() {
        return new RefusalDescription();
    }

    @Bean
    OperationCustomizer featureTags() {
        return (operation, handler) -> operation.tags(List.of(featureOf(handler.getBeanType())));
    }

    private static String featureOf(Class<?> endpoint) {
        String room = endpoint.getPackageName();
        return room.substring(room.lastIndexOf('.') + 1);
    }

    @Bean
    OpenApiCustomizer accessDescription(RuleBook rules) {
        return new AccessDescription(rules);
    }

    /** Last, when what is described here is complete. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    OpenApiCustomizer otherSides(@Value("${saler.openapi.others:}") List<URI> descriptions) {
        return new OtherSides(descriptions);
    }
}
