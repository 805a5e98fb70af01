package io.saler.notification;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the message can never be delivered, and why. Repeating it changes nothing. */
public record RecordNotificationFailed(
        @TargetAggregateIdentifier NotificationId notificationId, String reason) {}
