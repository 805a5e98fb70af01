package io.saler.saga.order;

import io.saler.axonserver.saga.SagaUpcaster;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Revision 1 of the order saga knew one attempt to pay, and nobody could ask for an order to be cancelled. */
@Component
final class OneAttemptToPay implements SagaUpcaster {

    @Override
    public Class<?> saga() {
        return OrderSaga.class;
    }

    @Override
    public String from() {
        return "1";
    }

    @Override
    public String to() {
        return "2";
    }

    @Override
    public void upcast(ObjectNode state) {
        var process = (ObjectNode) state.path("process");
        process.put("attempt", 1)
                .put("lastAttempt", 1)
                .put("attemptFailed", false)
                .put("cancellationRequested", false);
        if (process.path("phase").asString("").equals("CANCELLING")) {
            // The only reason there was, and so it was not written down.
            process.put("reason", "PAYMENT_TIMEOUT");
        }
    }
}
