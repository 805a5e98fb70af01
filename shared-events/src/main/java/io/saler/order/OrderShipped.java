package io.saler.order;

import io.saler.identity.UserId;
import org.axonframework.serialization.Revision;

/** The order's goods are on their way, in one parcel that its carrier knows by the tracking number. */
@Revision("1")
public record OrderShipped(OrderId orderId, UserId customerId, String carrier, String trackingNumber)
        implements OrderEvent {}
