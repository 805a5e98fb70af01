package io.saler.journal;

import io.saler.value.InvalidValue;
import java.util.UUID;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Cancels all sagas of a selection that can be, each as {@link CancelSaga} would. It is done soon after; one that does
 * not allow it any more by then is left as it is. Answers for how many it will be. Refused with
 * {@link JournalFailure.SelectionChanged} when there are more than were counted, and with
 * {@link JournalFailure.SelectionTooLarge}.
 *
 * @param batchId the same command once more within ten minutes changes nothing and answers the same
 * @param expectedCount as {@link CountSagas} told whoever confirmed it
 */
public record CancelSagas(@RoutingKey UUID batchId, SagaFilter filter, int expectedCount, String reason) {

    public CancelSagas {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
