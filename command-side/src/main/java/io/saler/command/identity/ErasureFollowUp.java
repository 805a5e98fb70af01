package io.saler.command.identity;

import io.saler.gateway.idempotency.RememberedAnswers;
import io.saler.identity.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions of people who were erased and forgets what they were answered. None of it lets anybody in any more,
 * so it may wait: while Redis is away it is tried again and again.
 */
@Component
@ProcessingGroup("erasures")
class ErasureFollowUp {

    private final Sessions sessions;
    private final ObjectProvider<RememberedAnswers> answers;

    /** @param answers none where nothing is asked over HTTP */
    ErasureFollowUp(Sessions sessions, ObjectProvider<RememberedAnswers> answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    @EventHandler
    void on(UserErased event) {
        answers.ifAvailable(remembered -> remembered.forget(event.userId()));
        sessions.endAll(event.userId());
    }
}
