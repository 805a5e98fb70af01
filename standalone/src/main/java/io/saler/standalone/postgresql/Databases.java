package io.saler.standalone.postgresql;

import io.saler.standalone.server.ServerFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The databases of the embedded PostgreSQL, and their roles of the same names. */
record Databases(int port, String password) {

    static final String SALER = "saler";
    static final String SIMULATED_GATEWAY = "simulated_gateway";

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    boolean answer() {
        try (Connection connection = connect()) {
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    void createMissing(List<String> names) {
        try (Connection connection = connect()) {
            for (String name : names) {
                if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                    // The password's alphabet has no quotes.
                    run(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password));
                }
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                    run(connection, "CREATE DATABASE %s OWNER %s".formatted(name, name));
                }
            }
        } catch (SQLException failure) {
            throw new ServerFailure("postgresql's databases could not be created: " + failure.getMessage(), failure);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("ApplicationName", "Saler start");
        return DriverManager.getConnection(url(port, "postgres"), properties);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
