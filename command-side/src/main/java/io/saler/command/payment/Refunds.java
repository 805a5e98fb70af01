package io.saler.command.payment;

import io.saler.payment.RefundId;
import io.saler.value.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is given back of a sum that was paid: each refund is asked for once, and then carried out or refused, once. What
 * is asked for counts as gone until it is refused.
 */
public final class Refunds {

    private enum State {
        OPEN,
        CARRIED_OUT,
        REFUSED
    }

    private record Refund(Money amount, State state) {}

    private final Map<RefundId, Refund> known = new HashMap<>();

    public void ask(RefundId refund, Money amount) {
        known.put(refund, new Refund(amount, State.OPEN));
    }

    public void carryOut(RefundId refund) {
        known.put(refund, new Refund(amount(refund), State.CARRIED_OUT));
    }

    public void refuse(RefundId refund) {
        known.put(refund, new Refund(amount(refund), State.REFUSED));
    }

    public boolean isKnown(RefundId refund) {
        return known.containsKey(refund);
    }

    /** Whether it is asked for and it is not known yet how it ends. */
    public boolean isOpen(RefundId refund) {
        Refund found = known.get(refund);
        return found != null && found.state() == State.OPEN;
    }

    /** What a known refund is about. */
    public Money amount(RefundId refund) {
        Refund found = known.get(refund);
        if (found == null) {
            throw new IllegalArgumentException("Refund %s is not known".formatted(refund));
        }
        return found.amount();
    }

    /** How much of what was paid can still be asked for. */
    public Money left(Money paid) {
        return paid.minus(sum(paid, refund -> refund.state() != State.REFUSED));
    }

    /** How much of what was paid is given back. */
    public Money given(Money paid) {
        return sum(paid, refund -> refund.state() == State.CARRIED_OUT);
    }

    private Money sum(Money paid, Predicate<Refund> counted) {
        return known.values().stream()
                .filter(counted)
                .map(Refund::amount)
                .reduce(Money.zero(paid.currency()), Money::plus);
    }
}
