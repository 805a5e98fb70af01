package io.saler.acceptance;

import io.saler.demo.SalerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One of the databases in Saler's own PostgreSQL, for what cannot be brought about from outside. */
record SalerDatabase(SalerProcess saler, String name) {

    static SalerDatabase ofQuerySide(SalerProcess saler) {
        return of(saler, "saler_query");
    }

    static SalerDatabase ofSagas(SalerProcess saler) {
        return of(saler, "saler_sagas");
    }

    private static SalerDatabase of(SalerProcess saler, String own) {
        return new SalerDatabase(saler, SalerProcess.isDistributed() ? own : "saler");
    }

    void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Keeps what a statement has locked, for its session, until that is closed. */
    Connection hold(String sql) throws SQLException {
        Connection session = connect();
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return session;
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    private Connection connect() throws SQLException {
        int port = SalerAddress.portOf("postgresql", saler.data()).orElseThrow();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        return DriverManager.getConnection(url, "postgres", password());
    }

    private String password() {
        try {
            return Files.readString(saler.data().resolve("postgresql-password")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
