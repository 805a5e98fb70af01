package io.saler.axonserver.saga;

import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the stored state of a saga from one revision to the next, so that instances which began under older code go on
 * under newer. Several in a row are applied one after the other. Every bean of this type takes part; Axon's own
 * upcasters only see events and snapshots.
 */
public interface SagaUpcaster {

    /** The saga's class. */
    Class<?> saga();

    /** The revision that is read. */
    String from();

    /** The revision that {@link #upcast} makes of it. */
    String to();

    /** Changes the state in place. */
    void upcast(ObjectNode state);
}
