package io.saler.saga.payment;

import io.saler.payment.PaymentId;
import io.saler.saga.task.FollowUp;
import io.saler.saga.task.Origin;

/** What has to be known to ask the gateway about a payment of which there are news. */
record Hearing(PaymentId payment, Origin origin) implements FollowUp {}
