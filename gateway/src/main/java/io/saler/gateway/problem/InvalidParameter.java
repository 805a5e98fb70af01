package io.saler.gateway.problem;

/** A query parameter that cannot be what it was meant to be: 400 {@code invalid-value}, blaming the parameter. */
public final class InvalidParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    public InvalidParameter(String parameter, String detail) {
        super(detail, null, false, false);
        this.parameter = parameter;
    }

    Blame blame() {
        return Blame.parameter(parameter, String.valueOf(getMessage()));
    }
}
