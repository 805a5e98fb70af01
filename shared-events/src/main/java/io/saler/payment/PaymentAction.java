package io.saler.payment;

import io.saler.value.InvalidValue;
import java.net.URI;

/**
 * What a customer has to do before their payment can be made: follow a link, by which their bank asks them. Whoever has
 * the link can act in the customer's place, though for no longer than the payment waits: then it leads nowhere any
 * more. That is why it may be told, and stored for ever, and why nothing else is: a gateway's secret of the payment,
 * with which it can be acted on without the link, has no place here.
 *
 * @param redirectUrl with HTTP or HTTPS
 */
public record PaymentAction(URI redirectUrl) {

    public PaymentAction {
        String scheme = redirectUrl.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw new InvalidValue("A customer is led to an address of the web");
        }
    }

    /** Without the link, which is not for logs. */
    @Override
    public String toString() {
        return "PaymentAction[" + redirectUrl.getHost() + "]";
    }
}
