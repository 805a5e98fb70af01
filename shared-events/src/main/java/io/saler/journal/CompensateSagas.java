package io.saler.journal;

import io.saler.value.InvalidValue;
import java.util.UUID;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has all sagas of a selection give up that can, each as {@link CompensateSaga} would. It is done soon after; one that
 * does not allow it any more by then is left as it is. Answers for how many it will be. Refused with
 * {@link JournalFailure.SelectionChanged} when there are more than were counted, and with
 * {@link JournalFailure.SelectionTooLarge}.
 *
 * @param batchId the same command once more within ten minutes changes nothing and answers the same
 * @param expectedCount as {@link CountSagas} told whoever confirmed it
 */
public record CompensateSagas(@RoutingKey UUID batchId, SagaFilter filter, int expectedCount, String reason) {

    public CompensateSagas {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
