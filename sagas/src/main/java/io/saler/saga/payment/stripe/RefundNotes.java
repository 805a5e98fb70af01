package io.saler.saga.payment.stripe;

import io.saler.payment.PaymentId;
import io.saler.payment.RefundId;
import io.saler.saga.payment.RefundOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Remembers how refunds have ended, for longer than Stripe remembers its keys. Safe for use by many threads. */
final class RefundNotes {

    private final Jdbi jdbi;

    RefundNotes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How the refund has ended, as far as it has. */
    Optional<RefundOutcome> outcome(RefundId refund) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM saga.stripe_refund WHERE refund_id = :id")
                .bind("id", refund.value())
                .map((row, context) -> outcome(row))
                .findOne());
    }

    /** Notes how the refund has ended, unless that is noted; returns what is noted then. */
    RefundOutcome end(RefundId refund, PaymentId payment, RefundOutcome outcome) {
        String reference = outcome instanceof RefundOutcome.Refunded refunded ? refunded.reference() : null;
        String refusal = outcome instanceof RefundOutcome.Refused refused ? refused.code() : null;
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO saga.stripe_refund (refund_id, payment_id, reference, refusal)
                            VALUES (:id, :payment, :reference, :refusal) ON CONFLICT DO NOTHING""")
                    .bind("id", refund.value())
                    .bind("payment", payment.value())
                    .bind("reference", reference)
                    .bind("refusal", refusal)
                    .execute();
            return handle.createQuery("SELECT * FROM saga.stripe_refund WHERE refund_id = :id")
                    .bind("id", refund.value())
                    .map((row, context) -> outcome(row))
                    .one();
        });
    }

    private static RefundOutcome outcome(ResultSet row) throws SQLException {
        String reference = row.getString("reference");
        return reference == null
                ? new RefundOutcome.Refused(row.getString("refusal"))
                : new RefundOutcome.Refunded(reference);
    }
}
