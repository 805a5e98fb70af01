package io.saler.saga.payment.simulated;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.payment.RefundOutcome;
import io.saler.value.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The simulated gateway's books, in a schema and with connections of their own. A payment is decided by one statement
 * that applies only while it is undecided, and a refund by whoever enters its key, so of any number of calls at once
 * one decides and all see the same.
 */
public final class Ledger implements AutoCloseable {

    /** The way to pay by which money is taken but never given back. */
    static final String NO_REFUND = "pm_no_refund";

    private static final String STANDING = """
            SELECT status, code, amount, currency FROM simulated_gateway.charge WHERE idempotency_key = :key""";

    private static final String TABLES = """
            CREATE SCHEMA IF NOT EXISTS simulated_gateway;
            CREATE TABLE IF NOT EXISTS simulated_gateway.charge (
                idempotency_key text        PRIMARY KEY,
                amount          numeric,
                currency        text,
                method          text,
                status          text        NOT NULL,
                code            text,
                captured        numeric     NOT NULL DEFAULT 0,
                refunded        numeric     NOT NULL DEFAULT 0,
                attempts        integer     NOT NULL DEFAULT 0,
                at              timestamptz NOT NULL DEFAULT now()
            );
            CREATE TABLE IF NOT EXISTS simulated_gateway.refund (
                idempotency_key text        PRIMARY KEY,
                payment_key     text        NOT NULL,
                amount          numeric     NOT NULL,
                refusal         text,
                at              timestamptz NOT NULL DEFAULT now()
            );
            CREATE INDEX IF NOT EXISTS charge_at ON simulated_gateway.charge (at, idempotency_key);
            """;

    private final HikariDataSource connections;
    private final Jdbi jdbi;

    public Ledger(String url, String username, String password) {
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setUsername(username);
        configuration.setPassword(password);
        configuration.setMaximumPoolSize(4);
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(5_000);
        configuration.setPoolName("simulated-gateway");
        connections = new HikariDataSource(configuration);
        jdbi = Jdbi.create(connections).installPlugin(new PostgresPlugin());
        jdbi.useTransaction(handle -> {
            // CREATE … IF NOT EXISTS is not safe against another process doing the same at the same moment.
            handle.execute("SELECT pg_advisory_xact_lock(hashtext('simulated_gateway'))");
            handle.createScript(TABLES).execute();
        });
    }

    /** Enters a payment, decided or not, unless its key is known, and returns how it stands. */
    Standing enter(PaymentId payment, Money amount, PaymentMethod method, Status status, @Nullable String code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO simulated_gateway.charge
                            (idempotency_key, amount, currency, method, status, code, captured)
                        VALUES (:key, :amount, :currency, :method, :status, :code, :captured)
                        ON CONFLICT DO NOTHING
                        RETURNING status, code, amount, currency""")
                .bind("key", payment.toString())
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("method", method.token())
                .bind("status", status.name())
                .bind("code", code)
                .bind("captured", status == Status.CAPTURED ? amount.amount() : BigDecimal.ZERO)
                .map((row, context) -> Standing.of(row))
                .findOne()
                .orElseGet(() -> standing(payment)));
    }

    Standing standing(PaymentId payment) {
        return jdbi.withHandle(handle -> handle.createQuery(STANDING)
                .bind("key", payment.toString())
                .map((row, context) -> Standing.of(row))
                .one());
    }

    /** Counts one more attempt at an undecided payment and returns how many there were, or 0 when it is decided. */
    int attempt(PaymentId payment) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE simulated_gateway.charge SET attempts = attempts + 1
                        WHERE idempotency_key = :key AND status = 'PENDING' RETURNING attempts""")
                .bind("key", payment.toString())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    /** Decides an undecided payment. Returns whether it was this call that did. */
    boolean decide(PaymentId payment, Status status, @Nullable String code) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE simulated_gateway.charge SET status = :status, code = :code, at = now(),
                            captured = CASE WHEN :status = 'CAPTURED' THEN amount ELSE 0 END
                        WHERE idempotency_key = :key AND status = 'PENDING'""")
                        .bind("key", payment.toString())
                        .bind("status", status.name())
                        .bind("code", code)
                        .execute()
                == 1);
    }

    /**
     * Takes the money of a payment that waits for its customer. Returns how the payment stands then; nothing when it is
     * not known.
     */
    Optional<Standing> complete(PaymentId payment) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            UPDATE simulated_gateway.charge SET status = 'CAPTURED', captured = amount, at = now()
                            WHERE idempotency_key = :key AND status = 'ACTION_REQUIRED'""").bind("key", payment.toString()).execute();
            return handle.createQuery(STANDING)
                    .bind("key", payment.toString())
                    .map((row, context) -> Standing.of(row))
                    .findOne();
        });
    }

    /** Bars a key from ever being charged, known or not, unless the payment has ended; returns how it stands then. */
    Standing cancel(PaymentId payment) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO simulated_gateway.charge AS known (idempotency_key, status)
                        VALUES (:key, 'CANCELLED')
                        ON CONFLICT (idempotency_key) DO UPDATE SET status = 'CANCELLED', at = now()
                        WHERE known.status IN ('PENDING', 'ACTION_REQUIRED')""").bind("key", payment.toString()).execute());
        return standing(payment);
    }

    /** Gives money back unless the key is known, and answers how that ended: refused when not as much is left. */
    RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        return jdbi.inTransaction(handle -> {
            boolean entered = handle.createUpdate("""
                            INSERT INTO simulated_gateway.refund (idempotency_key, payment_key, amount)
                            VALUES (:key, :payment, :amount) ON CONFLICT DO NOTHING""")
                            .bind("key", refund.toString())
                            .bind("payment", payment.toString())
                            .bind("amount", amount.amount())
                            .execute()
                    == 1;
            if (entered) {
                handle.createUpdate("""
                                WITH paid AS (
                                    UPDATE simulated_gateway.charge SET refunded = refunded + :amount
                                    WHERE idempotency_key = :payment AND currency = :currency AND method <> :never
                                      AND captured >= refunded + :amount
                                    RETURNING 1)
                                UPDATE simulated_gateway.refund SET refusal = 'charge_not_refundable'
                                WHERE idempotency_key = :key AND NOT EXISTS (SELECT FROM paid)""")
                        .bind("key", refund.toString())
                        .bind("payment", payment.toString())
                        .bind("amount", amount.amount())
                        .bind("currency", amount.currency().getCurrencyCode())
                        .bind("never", NO_REFUND)
                        .execute();
            }
            return handle.createQuery("SELECT refusal FROM simulated_gateway.refund WHERE idempotency_key = :key")
                    .bind("key", refund.toString())
                    .map((row, context) -> outcome(refund, row.getString("refusal")))
                    .one();
        });
    }

    private static RefundOutcome outcome(RefundId refund, @Nullable String refusal) {
        return refusal == null ? new RefundOutcome.Refunded("sim_re_" + refund) : new RefundOutcome.Refused(refusal);
    }

    /** Entries by key, after one and up to a number. Keys that were cancelled before any charge are left out. */
    List<LedgerEntry> entries(@Nullable String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM simulated_gateway.charge
                        WHERE amount IS NOT NULL AND idempotency_key > :after ORDER BY idempotency_key LIMIT :limit""")
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        String key = row.getString("idempotency_key");
        return new LedgerEntry(
                key,
                PaymentId.of(key),
                money(row, "amount"),
                money(row, "captured"),
                money(row, "refunded"),
                new PaymentMethod(row.getString("method")),
                row.getString("status"),
                at(row));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), Money.currency(row.getString("currency")));
    }

    @Override
    public void close() {
        connections.close();
    }

    /** How a payment stands; without an amount when it was cancelled before it was ever to be charged. */
    record Standing(
            Status status,
            @Nullable String code,
            @Nullable BigDecimal amount,
            @Nullable String currency) {

        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    Status.valueOf(row.getString("status")),
                    row.getString("code"),
                    row.getBigDecimal("amount"),
                    row.getString("currency"));
        }
    }
}
