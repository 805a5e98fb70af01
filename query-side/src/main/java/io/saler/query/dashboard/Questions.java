package io.saler.query.dashboard;

import io.saler.identity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks whoever knows, in whichever process. An answer that takes longer than five seconds is none. */
@Component
class Questions {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Whether something has changed is asked for all who look at a page, and their answers are asked by themselves. */
    private static final Map<String, String> FOR_ALL =
            Map.of(Actor.KEY, Actor.system("dashboard").toString());

    private final QueryGateway queries;

    Questions(QueryGateway queries) {
        this.queries = queries;
    }

    /** In the name of whoever is asking on this thread. */
    <R> @Nullable R ask(Object question, Class<R> answer) {
        return answered(queries.query(question, ResponseTypes.instanceOf(answer)));
    }

    /** In Saler's own name. */
    <R> @Nullable R askForAll(Object question, Class<R> answer) {
        return answered(queries.query(new GenericMessage<>(question, FOR_ALL), ResponseTypes.instanceOf(answer)));
    }

    /** All answers of the processes that can be asked, in the name of whoever is asking on this thread. */
    <R> List<R> askAll(Object question, Class<R> answer) {
        return answers(question, answer);
    }

    /** The same in Saler's own name. */
    <R> List<R> askAllForAll(Object question, Class<R> answer) {
        return answers(new GenericMessage<>(question, FOR_ALL), answer);
    }

    private <R> List<R> answers(Object question, Class<R> answer) {
        try (Stream<R> found = queries.scatterGather(
                question, ResponseTypes.instanceOf(answer), LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            return found.toList();
        }
    }

    private static <R> @Nullable R answered(CompletableFuture<R> asked) {
        return asked.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
