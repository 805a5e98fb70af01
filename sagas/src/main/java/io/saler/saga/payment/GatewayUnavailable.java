package io.saler.saga.payment;

/** The gateway gave no answer, so it is not known what it did. Asking again with the same key is safe and will tell. */
public final class GatewayUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public GatewayUnavailable(String message) {
        super(message);
    }
}
