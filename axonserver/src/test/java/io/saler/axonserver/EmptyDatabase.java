package io.saler.axonserver;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A database in which there is nothing yet, on a real PostgreSQL that is one for all tests of a process. */
public record EmptyDatabase(String name) {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger CREATED = new AtomicInteger();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    // Nothing in it has to outlive a power cut.
                    .setServerConfig("fsync", "off")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static EmptyDatabase create() {
        return create("test_" + CREATED.incrementAndGet());
    }

    /** Takes the place of a former one of this name, whoever uses that. */
    public static EmptyDatabase create(String name) {
        return create(name, "template1");
    }

    /** Takes the place of a former one of this name too, and has at once what is in this one, which nobody uses. */
    public EmptyDatabase copyTo(String name) {
        return create(name, this.name);
    }

    private static EmptyDatabase create(String name, String template) {
        Jdbi.create(SERVER.getPostgresDatabase()).useHandle(handle -> {
            handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            handle.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        });
        return new EmptyDatabase(name);
    }

    /** For its owner, {@code postgres}, who needs no password. */
    public String url() {
        return SERVER.getJdbcUrl("postgres", name);
    }

    public DataSource source() {
        return SERVER.getDatabase("postgres", name);
    }

    /** The same for many short statements, each of which would take longer to connect than to be carried out. */
    public HikariDataSource pool() {
        var pool = new HikariConfig();
        pool.setDataSource(source());
        return new HikariDataSource(pool);
    }
}
