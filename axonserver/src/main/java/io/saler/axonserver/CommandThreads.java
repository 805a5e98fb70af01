package io.saler.axonserver;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Gives each command a virtual thread of its own, except those that an event handler sends: they run at once in the
 * handler's thread, as part of its unit of work. So everything a saga causes in one batch of events is one transaction,
 * which either happened as a whole, or did not.
 */
final class CommandThreads implements Executor {

    /** Well below the number of database connections, so that reading and tasks find one even in a rush. */
    private final Semaphore places;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("command-", 0).factory());

    /** @param atOnce how many commands from outside are handled at a time; others wait in line */
    CommandThreads(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    @Override
    public void execute(Runnable command) {
        if (CurrentUnitOfWork.isStarted()) {
            command.run();
        } else {
            threads.execute(() -> inItsTurn(command));
        }
    }

    private void inItsTurn(Runnable command) {
        places.acquireUninterruptibly();
        try {
            command.run();
        } finally {
            places.release();
        }
    }

    /** Takes no more commands and gives those under way five seconds to end. */
    void stop() {
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
