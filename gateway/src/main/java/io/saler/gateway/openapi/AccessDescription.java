package io.saler.gateway.openapi;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.RuleBook;
import io.saler.gateway.problem.ProblemDocument;
import io.saler.store.Scope;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Adds to every operation who may call it, by the same rules that decide it, and that refusals are problems. */
final class AccessDescription implements OpenApiCustomizer {

    private static final String TOKEN = "accessToken";
    private static final String KEY = "apiKey";

    /** Has no limits, and is for callers on this machine. */
    private static final String DEVELOPMENT = "/dev/";

    private final RuleBook rules;

    AccessDescription(RuleBook rules) {
        this.rules = rules;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        api.getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("sk_… or pk_…")
                                .description("A store's key with the scopes that the operation names"));
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(ProblemDocument.class))
                .referencedSchemas
                .forEach(api.getComponents()::addSchemas);
        if (api.getPaths() != null) {
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) ->
                                    describe(operation, HttpMethod.valueOf(method.name()), path)));
        }
    }

    private void describe(Operation operation, HttpMethod method, String path) {
        AccessRule rule = rules.ruleFor(method, path);
        if (rule != null) {
            switch (rule.who()) {
                case AccessRule.Who.SignedIn signedIn -> {
                    operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
                    // A store's key is forbidden what only people do, and what it has no scope for.
                    ProblemResponses.add(operation, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);
                }
                case AccessRule.Who.InRole role -> {
                    operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
                    String before = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
                    operation.setDescription(before + "For " + role.roles() + " only.");
                    ProblemResponses.add(operation, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);
                }
                // A token that does not hold is refused also where none is needed.
                case AccessRule.Who.Anyone anyone -> ProblemResponses.add(operation, HttpStatus.UNAUTHORIZED);
                case AccessRule.Who.Unseen unseen -> {}
            }
            Scope scope = rule.scope();
            if (scope != null) {
                operation.addSecurityItem(new SecurityRequirement().addList(KEY, scope.value()));
            }
        }
        ProblemResponses.add(
                operation, path.startsWith(DEVELOPMENT) ? HttpStatus.FORBIDDEN : HttpStatus.TOO_MANY_REQUESTS);
        ProblemResponses.addDefault(operation);
    }
}
