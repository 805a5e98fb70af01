package io.saler.gateway.access;

import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import io.saler.store.StoreFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says 401 to strangers and 403 to others; but 405 to everybody who merely took the wrong method. */
final class AccessRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;

    AccessRefusal(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        Problem wrongMethod = wrongMethod(thrown.getCause());
        problems.answer(wrongMethod == null ? problems.explain(thrown) : wrongMethod, request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException thrown)
            throws IOException {
        Problem problem = wrongMethod(thrown);
        if (problem == null && thrown instanceof AuthorizationDeniedException denied) {
            problem = switch (denied.getAuthorizationResult()) {
                case Routes.Nowhere nowhere -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here.");
                case KeyDecision(StoreFailure refusal) when refusal != null -> refused(refusal);
                default -> null;
            };
        }
        problems.answer(problem == null ? problems.explain(thrown) : problem, request, response);
    }

    private Problem refused(StoreFailure refusal) {
        String scope = refusal.details().properties().get("scope");
        return problems.explain(refusal)
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\"" + (scope == null ? "" : ", scope=\"" + scope + "\""));
    }

    private static @Nullable Problem wrongMethod(@Nullable Throwable thrown) {
        if (thrown instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof Routes.OtherMethods others) {
            return Problem.of(
                            HttpStatus.METHOD_NOT_ALLOWED,
                            "method-not-allowed",
                            "This cannot be done here; the header Allow says what can.")
                    .with(HttpHeaders.ALLOW, others.header());
        }
        return null;
    }
}
