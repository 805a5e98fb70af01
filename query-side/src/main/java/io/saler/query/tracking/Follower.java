package io.saler.query.tracking;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the stored events elsewhere. How far it is stands there, with what it brought, so there is one way for the
 * next events, for those of an outage, and for all of them once more. One node does it at a time.
 */
abstract class Follower implements SmartLifecycle {

    /** For what other nodes store, of which nobody here hears. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private final String name;
    private final Jdbi database;
    private final TransactionTemplate transaction;
    private final Duration gather;
    private final Semaphore stored = new Semaphore(0);
    private final TrackingThread thread;
    private boolean failing;

    /**
     * @param name by which its nodes know each other
     * @param gather how long events wait for others that are stored, to go together with them
     */
    Follower(String name, Jdbi database, PlatformTransactionManager transactions, Duration gather) {
        this.name = name;
        this.thread = new TrackingThread(Thread.ofVirtual().name("tracking-" + name));
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.gather = gather;
    }

    /** Takes some events on, and answers whether there are more. */
    protected abstract boolean follow();

    /** To be called when events were stored. */
    final void wake() {
        stored.release();
    }

    private void untilStopped() {
        try {
            while (isRunning()) {
                boolean more = turn();
                if (failing) {
                    TrackingThread.pause(PAUSE);
                } else if (!more) {
                    stored.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    Thread.sleep(gather);
                    stored.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            log.debug("The follower {} has been stopped", name);
        }
    }

    /** One turn, whenever it is asked for; answers false also when it is another node's. */
    final boolean turn() {
        try {
            boolean more = Boolean.TRUE.equals(transaction.execute(status -> isOurs() && follow()));
            failing = false;
            return more;
        } catch (RuntimeException away) {
            if (!failing) {
                log.info("The follower {} waits: {}", name, away.toString());
            }
            log.debug("The follower {} waits", name, away);
            failing = true;
            return false;
        }
    }

    /** Until the transaction ends. */
    private boolean isOurs() {
        return database.withHandle(handle -> handle.createQuery(
                        "select pg_try_advisory_xact_lock(hashtext('tracking follower ' || :name))")
                .bind("name", name)
                .mapTo(boolean.class)
                .one());
    }

    @Override
    public void start() {
        thread.start(this::untilStopped);
    }

    @Override
    public void stop() {
        thread.stop(stored::release, LONGEST_TURN);
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
