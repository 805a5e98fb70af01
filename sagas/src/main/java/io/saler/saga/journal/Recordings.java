package io.saler.saga.journal;

import io.saler.saga.journal.SagaRecording.ReachedSaga;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Records what happens to sagas in the unit of work under way, and has it written just before that commits: all of it
 * is there with the sagas' state, or none. Safe for use by many threads, each with its own unit of work.
 */
@Component
class Recordings {

    private static final String OF_UNIT = Recordings.class.getName();
    private static final String OF_HANDLER = SagaRecording.class.getName();

    private final SagaOutlines outlines;
    private final ObjectProvider<JournalTable> table;

    /** The table is looked for when it is needed: handlers are enhanced before there is a database. */
    Recordings(SagaOutlines outlines, ObjectProvider<JournalTable> table) {
        this.outlines = outlines;
        this.table = table;
    }

    /** Lets a saga handle a message, and records what it does meanwhile. */
    Object record(AnnotatedSaga<?> saga, Message<?> message, Callable<Object> handling) throws Exception {
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        Batch batch = unit.root().getOrComputeResource(OF_UNIT, key -> new Batch());
        SagaRecording recording =
                batch.recordings.computeIfAbsent(saga.getSagaIdentifier(), id -> new SagaRecording(saga, outlines));
        ReachedSaga reached = recording.reached(message);
        unit.resources().put(OF_HANDLER, recording);
        try {
            Object result = handling.call();
            recording.succeeded(reached);
            return result;
        } finally {
            unit.resources().remove(OF_HANDLER);
            recording.handled(reached);
            writeWithTheLast(batch, unit);
        }
    }

    /**
     * Each message of a batch has its own turn to prepare, in which those sagas are stored that it was the first to
     * reach. The journal is written in the last such turn: were it written between two of them, a deadline on another
     * node, which stores its saga and then writes its journal, could wait for this node while this node waits for it.
     */
    private void writeWithTheLast(Batch batch, UnitOfWork<?> unit) {
        batch.unprepared++;
        unit.onPrepareCommit(prepared -> {
            batch.unprepared--;
            if (batch.unprepared == 0) {
                table.getObject().write(batch.take());
            }
        });
    }

    /** What is recorded in one unit of work, and how many of its messages have yet to prepare. */
    private static final class Batch {

        private final Map<String, SagaRecording> recordings = new LinkedHashMap<>();
        private int unprepared;

        List<JournalRow> take() {
            List<JournalRow> rows =
                    recordings.values().stream().map(SagaRecording::row).toList();
            recordings.clear();
            return rows;
        }
    }

    /**
     * The recording of the saga that is handling a message here, or null. Whatever handles the commands that it sends
     * has a unit of work of its own, so that what those do is not taken for the saga's.
     */
    static @Nullable SagaRecording underWay() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().getResource(OF_HANDLER) : null;
    }
}
