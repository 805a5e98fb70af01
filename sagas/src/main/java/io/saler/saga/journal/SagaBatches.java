package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSagas;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySagas;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.saga.task.Origin;
import io.saler.saga.task.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Takes in what is to be done about many sagas, in portions that any node carries out. */
@Component
class SagaBatches {

    private static final int PORTION = 50;
    private static final Duration TIME = Duration.ofMinutes(10);

    private final JournalSearch search;
    private final TaskQueue queue;

    SagaBatches(JournalSearch search, TaskQueue queue) {
        this.search = search;
        this.queue = queue;
    }

    @CommandHandler
    int handle(RetrySagas command, MetaData metaData) {
        return accept(
                SagaAction.RETRY,
                command.batchId(),
                command.filter(),
                command.expectedCount(),
                command.reason(),
                metaData);
    }

    @CommandHandler
    int handle(CompensateSagas command, MetaData metaData) {
        return accept(
                SagaAction.COMPENSATE,
                command.batchId(),
                command.filter(),
                command.expectedCount(),
                command.reason(),
                metaData);
    }

    @CommandHandler
    int handle(CancelSagas command, MetaData metaData) {
        return accept(
                SagaAction.CANCEL,
                command.batchId(),
                command.filter(),
                command.expectedCount(),
                command.reason(),
                metaData);
    }

    /** The same command once more finds what the first has left for it, as long as anything is done about the sagas. */
    private int accept(
            SagaAction action, UUID batch, SagaFilter filter, int expected, String reason, MetaData metaData) {
        return queue.find(SagaBatchTask.ACT, batch.toString())
                .map(SagaBatch::accepted)
                .orElseGet(() -> acceptNew(action, batch, filter, expected, reason, metaData));
    }

    /** Some of those that were confirmed may not allow it any more, which is no surprise to anybody. */
    private int acceptNew(
            SagaAction action, UUID batch, SagaFilter filter, int expected, String reason, MetaData metaData) {
        List<SagaId> selected = search.select(filter, action, SagaCount.MOST + 1);
        if (selected.size() > SagaCount.MOST) {
            throw new JournalFailure.SelectionTooLarge();
        }
        if (selected.size() > expected) {
            throw new JournalFailure.SelectionChanged(expected, selected.size());
        }
        var whole = new SagaBatch(
                action,
                selected,
                Actor.of(metaData).toString(),
                reason,
                Origin.ofWhatIsHandled(),
                Instant.now().plus(TIME),
                selected.size());
        for (int from = 0; from < selected.size(); from += PORTION) {
            List<SagaId> portion = List.copyOf(selected.subList(from, Math.min(from + PORTION, selected.size())));
            queue.add(SagaBatchTask.ACT
                    .instance(batch + "-" + from)
                    .data(whole.of(portion))
                    .build());
        }
        queue.add(
                SagaBatchTask.ACT
                        .instance(batch.toString())
                        .data(whole.of(List.of()))
                        .build(),
                TIME);
        return selected.size();
    }
}
