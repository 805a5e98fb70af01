package io.saler.query.projection;

import io.saler.projection.FindDeadLetters;
import io.saler.projection.FoundDeadLetters;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Tells which events are parked. */
@Component
class DeadLetterQueries {

    private final DeadLetterTable letters;

    DeadLetterQueries(DeadLetterTable letters) {
        this.letters = letters;
    }

    @QueryHandler
    FoundDeadLetters find(FindDeadLetters query) {
        return new FoundDeadLetters(letters.groups(), letters.find(query));
    }
}
