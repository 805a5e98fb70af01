package io.saler.order;

import io.saler.identity.UserId;
import io.saler.value.OwnWords;
import org.axonframework.serialization.Revision;

/** The order was given up, for a reason in somebody's own words. What was paid for it is given back. */
@Revision("1")
public record OrderCancelled(
        OrderId orderId, UserId customerId, @OwnWords String reason) implements OrderEvent {}
