package io.saler.command.identity;

import io.saler.failure.FailureDetails;
import io.saler.gateway.problem.Blame;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.ProblemMapping;
import io.saler.identity.IdentityFailure.PasswordRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Names the field that a refused password stood in. */
@Component
final class PasswordProblem implements ProblemMapping {

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        if (!(thrown instanceof PasswordRefused refused)) {
            return null;
        }
        FailureDetails details = refused.details();
        return new Problem(
                HttpStatus.BAD_REQUEST,
                details.type(),
                details.message(),
                List.of(Blame.body("/" + refused.field(), details.message())),
                details.properties(),
                new HttpHeaders());
    }
}
