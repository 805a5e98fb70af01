package io.saler.notification;

/** What a message is about. */
public enum NotificationKind {
    EMAIL_VERIFICATION,
    PASSWORD_RESET,
    ORDER_CONFIRMED,
    ORDER_REJECTED,
    ORDER_SHIPPED,
    ORDER_CANCELLED,
    ORDER_REFUNDED
}
