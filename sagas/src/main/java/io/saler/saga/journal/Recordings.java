package io.saler.saga.journal;

import io.saler.saga.journal.SagaRecording.ReachedSaga;
import java.util.LinkedHashMap;
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
        SagaRecording recording =
                ofUnit(unit.root()).computeIfAbsent(saga.getSagaIdentifier(), id -> new SagaRecording(saga, outlines));
        ReachedSaga reached = recording.reached(message);
        unit.resources().put(OF_HANDLER, recording);
        try {
            return handling.call();
        } finally {
            unit.resources().remove(OF_HANDLER);
            recording.handled(reached);
        }
    }

    private Map<String, SagaRecording> ofUnit(UnitOfWork<?> root) {
        return root.getOrComputeResource(OF_UNIT, key -> {
            var recordings = new LinkedHashMap<String, SagaRecording>();
            root.onPrepareCommit(prepared -> table.getObject()
                    .write(recordings.values().stream().map(SagaRecording::row).toList()));
            return recordings;
        });
    }

    /**
     * The recording of the saga that is handling a message here, or null. Whatever handles the commands that it sends
     * has a unit of work of its own, so that what those do is not taken for the saga's.
     */
    static @Nullable SagaRecording underWay() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().getResource(OF_HANDLER) : null;
    }
}
