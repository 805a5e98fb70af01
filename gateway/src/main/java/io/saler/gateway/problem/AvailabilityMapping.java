package io.saler.gateway.problem;

import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Databases, handlers and servers that are away or too slow, however deep down the exception says so. */
final class AvailabilityMapping implements ProblemMapping {

    private static final Set<Class<? extends Throwable>> AWAY = Set.of(
            ConnectionException.class,
            DataAccessResourceFailureException.class,
            QueryTimeoutException.class,
            CannotCreateTransactionException.class,
            SQLTransientConnectionException.class,
            SQLNonTransientConnectionException.class,
            SQLRecoverableException.class,
            AxonServerException.class,
            // The connector's own, of the same simple name: what it could not send, or got no answer to.
            io.axoniq.axonserver.connector.AxonServerException.class,
            CommandDispatchException.class,
            NoHandlerForCommandException.class,
            NoHandlerForQueryException.class,
            TimeoutException.class,
            AsyncRequestTimeoutException.class,
            RejectedExecutionException.class,
            InterruptedException.class,
            InterruptedIOException.class);

    /** What PostgreSQL says when it is being shut down, has crashed, or is not ready yet. */
    private static final Set<String> STOPPED = Set.of("57P01", "57P02", "57P03", "53300");

    /**
     * What the pool says to whoever goes on with a connection that was lost a moment ago, without a state: a statement
     * that is to follow another one, or the rollback after a commit of which nobody knows whether it went through.
     */
    private static final String LOST = "Connection is closed";

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        return Causes.of(thrown).anyMatch(AvailabilityMapping::isAway) ? Problem.unavailable() : null;
    }

    private static boolean isAway(Throwable thrown) {
        if (thrown instanceof SQLException database && isAway(database)) {
            return true;
        }
        return AWAY.stream().anyMatch(type -> type.isInstance(thrown));
    }

    private static boolean isAway(SQLException database) {
        String state = database.getSQLState();
        return state == null ? LOST.equals(database.getMessage()) : state.startsWith("08") || STOPPED.contains(state);
    }
}
