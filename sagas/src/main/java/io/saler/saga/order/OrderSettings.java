package io.saler.saga.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order may wait ({@code saler.order.*}).
 *
 * @param reservationDeadline for all of its stock to be reserved
 * @param paymentDeadline for its payment, including whatever the customer has to do about it
 */
@ConfigurationProperties("saler.order")
public record OrderSettings(
        @DefaultValue("5m") Duration reservationDeadline,
        @DefaultValue("5m") Duration paymentDeadline) {}
