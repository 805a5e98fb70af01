package io.saler.saga.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway is called ({@code saler.payment.*}).
 *
 * @param gatewayTimeout after which a call is given up, to be repeated
 * @param callsAtOnce the most calls under way in one process; others wait, so that a gateway that hangs holds up
 *     neither mails nor deadlines
 * @param watchAfter how long after a payment began to wait for its customer the gateway is asked first; then after
 *     twice as long each time, up to a minute
 */
@ConfigurationProperties("saler.payment")
public record PaymentSettings(
        @DefaultValue("10s") Duration gatewayTimeout,
        @DefaultValue("50") int callsAtOnce,
        @DefaultValue("5s") Duration watchAfter) {}
