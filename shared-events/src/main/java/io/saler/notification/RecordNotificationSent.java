package io.saler.notification;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the mail server has taken the message. Repeating it changes nothing. */
public record RecordNotificationSent(
        @TargetAggregateIdentifier NotificationId notificationId) {}
