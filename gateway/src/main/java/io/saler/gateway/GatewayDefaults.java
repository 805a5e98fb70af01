package io.saler.gateway;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings every process with this library starts from; any other source of properties overrides them. */
public final class GatewayDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("springdoc.api-docs.path", "/openapi.json"),
            Map.entry("springdoc.api-docs.enabled", "true"),
            Map.entry("springdoc.swagger-ui.enabled", "true"),
            Map.entry("springdoc.default-produces-media-type", "application/json"),
            Map.entry("springdoc.api-docs.version", "openapi_3_1"),
            Map.entry("springdoc.swagger-ui.path", "/docs"),
            Map.entry("springdoc.swagger-ui.disable-swagger-default-url", "true"),
            Map.entry("springdoc.swagger-ui.tags-sorter", "alpha"),
            Map.entry("springdoc.show-actuator", "false"),
            // Where the container sends what went wrong; nobody asks for it.
            Map.entry("springdoc.paths-to-exclude", "/error"),
            Map.entry("spring.data.redis.repositories.enabled", "false"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("management.endpoint.health.probes.enabled", "true"),
            Map.entry("management.endpoint.health.group.readiness.include", "readinessState,db"),
            // An order is one trace, from its request to what comes of it, unless that is minutes later.
            Map.entry("axon.tracing.event-processor.disable-batch-trace", "true"),
            Map.entry("axon.tracing.event-processor.distributed-in-same-trace", "true"),
            // Spans name messages and ids, and not who caused them, nor from where.
            Map.entry("axon.tracing.attribute-providers.metadata", "false"),
            // Every server that this process talks to. A shop still sells while most of them are away, so they say
            // nothing about whether it is ready.
            Map.entry("management.endpoint.health.group.dependencies.include", "*"),
            Map.entry(
                    "management.endpoint.health.group.dependencies.exclude",
                    "livenessState,readinessState,ping,diskSpace,ssl"),
            Map.entry("management.endpoint.health.group.dependencies.show-components", "always"),
            // Nothing is served that no feature has asked for.
            Map.entry("spring.web.resources.add-mappings", "false"),
            Map.entry("spring.web.error.include-stacktrace", "never"),
            Map.entry("spring.mvc.problemdetails.enabled", "false"),
            // Somebody else's mistyped address is no warning to us.
            Map.entry("logging.level.org.springframework.web.servlet.PageNotFound", "error"),
            // Nothing here takes files, so their format is refused like any other that is not asked for.
            Map.entry("spring.servlet.multipart.enabled", "false"),
            // A refused body is still read to its end, up to here, or else the client could not read the answer.
            Map.entry("server.tomcat.max-swallow-size", "12MB"),
            // How much a client may send before a token is looked at, how slowly, and how many clients at once.
            Map.entry("server.max-http-request-header-size", "16KB"),
            Map.entry("server.tomcat.max-http-form-post-size", "1MB"),
            Map.entry("server.tomcat.max-parameter-count", "200"),
            Map.entry("server.tomcat.connection-timeout", "10s"),
            Map.entry("server.tomcat.keep-alive-timeout", "75s"),
            Map.entry("server.tomcat.max-keep-alive-requests", "10000"),
            Map.entry("server.tomcat.max-connections", "4096"),
            Map.entry("server.tomcat.accept-count", "512"),
            // It would read a whole form into memory, however long, before anybody has looked at the request.
            Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
            Map.entry("logging.pattern.correlation", "[%X{requestId:--}] "),
            // Tomcat quotes what it refuses, and a mistyped request may have a token in it.
            Map.entry("logging.level.org.apache.coyote.http11.Http11Processor", "warn"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("saler-gateway-defaults", DEFAULTS));
    }
}
