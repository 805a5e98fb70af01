package io.saler.command.identity;

import io.saler.failure.Forbidden;
import io.saler.identity.Role;
import java.time.Duration;

/** What people sign in to. */
enum Door {
    /** For programs, which keep tokens themselves. */
    API(AccessTokens.VALID_FOR, Sessions.RETRIED_WITHIN) {
        @Override
        void admit(Account account) {
            // Everybody; what they may do is decided at each request.
        }
    },

    /**
     * For the browsers of administrators. A page that somebody looks at renews its token by itself, so it can be short:
     * whose session is ended sees nothing new after these minutes. When the answer to that was lost, the page asks with
     * the former token once more two minutes later, or four.
     */
    DASHBOARD(Duration.ofMinutes(5), Duration.ofMinutes(5)) {
        @Override
        void admit(Account account) {
            if (account.role() != Role.ADMIN) {
                throw new Forbidden();
            }
        }
    };

    private final Duration tokensValidFor;
    private final Duration retriedWithin;

    Door(Duration tokensValidFor, Duration retriedWithin) {
        this.tokensValidFor = tokensValidFor;
        this.retriedWithin = retriedWithin;
    }

    Duration tokensValidFor() {
        return tokensValidFor;
    }

    /** How long whoever lost an answer may repeat their request, in sessions that began here. */
    Duration retriedWithin() {
        return retriedWithin;
    }

    /** Throws the refusal when this is no door for them. */
    abstract void admit(Account account);
}
