package io.saler.saga.payment.stripe;

import io.saler.payment.PaymentId;
import io.saler.saga.payment.stripe.PaymentNote.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which intent belongs to which payment, for longer than Stripe remembers its keys, and what is to become of
 * it. Each change is one statement, committed when the method returns; of two decisions at once the first stands, and
 * both callers read that one. Safe for use by many threads and processes.
 */
final class PaymentNotes {

    private static final String FIND = "SELECT *, false AS is_new FROM saga.stripe_payment WHERE payment_id = :id";

    private final Jdbi jdbi;

    PaymentNotes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that Stripe is about to be asked for money, unless something is noted already. */
    PaymentNote begin(PaymentId payment) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO saga.stripe_payment (payment_id, begun_at) VALUES (:id, now())
                        ON CONFLICT DO NOTHING RETURNING *, true AS is_new""")
                .bind("id", payment.value())
                .map((row, context) -> note(row))
                .findOne()
                .orElseGet(() -> handle.createQuery(FIND)
                        .bind("id", payment.value())
                        .map((row, context) -> note(row))
                        .one()));
    }

    Optional<PaymentNote> find(PaymentId payment) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", payment.value())
                .map((row, context) -> note(row))
                .findOne());
    }

    /** Notes the payment's intent. */
    PaymentNote know(PaymentId payment, String intent) {
        return write(payment, intent, null, null);
    }

    /** Decides what is to become of a payment, unless that is decided. What is returned says how it was. */
    PaymentNote decide(PaymentId payment, @Nullable String intent, Decision decision, @Nullable String code) {
        return write(payment, intent, decision, code);
    }

    private PaymentNote write(
            PaymentId payment, @Nullable String intent, @Nullable Decision decision, @Nullable String code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO saga.stripe_payment AS known (payment_id, intent, decision, code)
                        VALUES (:id, :intent, :decision, :code)
                        ON CONFLICT (payment_id) DO UPDATE SET
                            intent = coalesce(known.intent, excluded.intent),
                            decision = coalesce(known.decision, excluded.decision),
                            code = CASE WHEN known.decision IS NULL THEN excluded.code ELSE known.code END
                        RETURNING *, xmax = 0 AS is_new""")
                .bind("id", payment.value())
                .bind("intent", intent)
                .bind("decision", decision == null ? null : decision.name())
                .bind("code", code)
                .map((row, context) -> note(row))
                .one());
    }

    /** Notes that nothing more is to be heard of a payment. */
    void end(PaymentId payment) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE saga.stripe_payment SET ended = true WHERE payment_id = ? AND NOT ended", payment.value()));
    }

    private static PaymentNote note(ResultSet row) throws SQLException {
        OffsetDateTime begun = row.getObject("begun_at", OffsetDateTime.class);
        String decision = row.getString("decision");
        return new PaymentNote(
                begun == null ? null : begun.toInstant(),
                row.getString("intent"),
                decision == null ? null : Decision.valueOf(decision),
                row.getString("code"),
                row.getBoolean("ended"),
                row.getBoolean("is_new"));
    }
}
