package io.saler.gateway.idempotency;

import io.saler.value.Id;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/**
 * Identifies what one request, however often it is sent, is to create. An {@link Idempotent} endpoint takes it as an
 * argument: every execution under one {@code Idempotency-Key} has the same, a request without a key has one of its own.
 */
public record OperationId(UUID value) implements Id {

    /** The name of the id in the metadata of messages. */
    public static final String KEY = "operationId";

    static final String ATTRIBUTE = OperationId.class.getName();

    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    /** Sent with a command, it is found again on the events that the command causes. */
    public MetaData metaData() {
        return MetaData.with(KEY, toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
