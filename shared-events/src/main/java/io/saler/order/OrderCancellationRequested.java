package io.saler.order;

import io.saler.value.OwnWords;
import org.axonframework.serialization.Revision;

/** An order that is not paid yet is to be given up. What comes first, its payment or this, is not known yet. */
@Revision("1")
public record OrderCancellationRequested(
        OrderId orderId, @OwnWords String reason) implements OrderEvent {}
