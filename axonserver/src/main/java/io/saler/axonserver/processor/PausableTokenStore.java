package io.saler.axonserver.processor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * Tokens in PostgreSQL that no node claims as long as their processor is paused or its tokens are being changed; a
 * processor that is started all the same finds none to handle events with.
 */
public final class PausableTokenStore extends JdbcTokenStore {

    private static final String CLAIMABLE = """
            SELECT t.* FROM axon.token t
            WHERE t.processorName = ? AND NOT EXISTS (
                SELECT FROM axon.processor_control c
                WHERE c.processorName = t.processorName AND (c.paused OR c.task IS NOT NULL))
            ORDER BY t.segment""";

    public PausableTokenStore(Builder settings) {
        super(settings);
    }

    @Override
    protected PreparedStatement selectTokenEntries(Connection connection, String processorName) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CLAIMABLE);
        statement.setString(1, processorName);
        return statement;
    }
}
