package io.saler.failure;

import java.io.Serializable;
import java.util.Map;

/**
 * What of a {@link Failure} crosses process boundaries: its kind, stable type, message, and further facts for the
 * client (for example which product was short).
 */
public record FailureDetails(FailureKind kind, String type, String message, Map<String, String> properties)
        implements Serializable {

    public FailureDetails {
        properties = Map.copyOf(properties);
    }
}
