package io.saler.acceptance;

import io.saler.demo.SalerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database in which the simulated payment gateway keeps its books. While it is locked, the gateway answers nobody;
 * Saler's own database beside it goes on.
 */
final class GatewayBooks {

    private static final String DATABASE = "simulated_gateway";

    private final SalerProcess saler;

    GatewayBooks(SalerProcess saler) {
        this.saler = saler;
    }

    /** Lets nobody in any more, and sends away who is there. */
    void lock() {
        run("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(DATABASE));
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(DATABASE));
    }

    void unlock() {
        run("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(DATABASE));
    }

    private void run(String sql) {
        int port = SalerAddress.portOf("postgresql", saler.data()).orElseThrow();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String password() {
        try {
            return Files.readString(saler.data().resolve("postgresql-password")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
