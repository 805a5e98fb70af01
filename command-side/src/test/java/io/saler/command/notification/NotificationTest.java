package io.saler.command.notification;

import io.saler.identity.UserId;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.notification.SendNotification;
import io.saler.order.OrderId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final OrderId ORDER = OrderId.random();
    private static final UserId CUSTOMER = UserId.random();
    private static final NotificationId ID = NotificationId.of(NotificationKind.ORDER_CONFIRMED, ORDER);

    private static final SendNotification SEND =
            new SendNotification(ID, CUSTOMER, NotificationKind.ORDER_CONFIRMED, ORDER, null);
    private static final NotificationRequested REQUESTED =
            new NotificationRequested(ID, CUSTOMER, NotificationKind.ORDER_CONFIRMED, ORDER, null);
    private static final NotificationSent SENT = new NotificationSent(ID, ORDER);
    private static final NotificationFailed FAILED = new NotificationFailed(ID, ORDER, "no such mailbox");
    private static final RecordNotificationSent RECORD_SENT = new RecordNotificationSent(ID);
    private static final RecordNotificationFailed RECORD_FAILED = new RecordNotificationFailed(ID, "no such mailbox");

    private final AggregateTestFixture<Notification> notification = new AggregateTestFixture<>(Notification.class);

    @Test
    void aNotificationIsRequestedOnce() {
        notification.givenNoPriorActivity().when(SEND).expectEvents(REQUESTED);
        nothing(SEND, REQUESTED);
        nothing(SEND, REQUESTED, SENT);
    }

    @Test
    void itsOutcomeIsRecordedOnce() {
        notification.given(REQUESTED).when(RECORD_SENT).expectEvents(SENT);
        notification.given(REQUESTED).when(RECORD_FAILED).expectEvents(FAILED);
        nothing(RECORD_SENT, REQUESTED, SENT);
        nothing(RECORD_FAILED, REQUESTED, FAILED);
    }

    @Test
    void havingBeenSentWins() {
        nothing(RECORD_FAILED, REQUESTED, SENT);
        notification.given(REQUESTED, FAILED).when(RECORD_SENT).expectEvents(SENT);
        nothing(RECORD_FAILED, REQUESTED, FAILED, SENT);
    }

    private void nothing(Object command, Object... before) {
        notification
                .given(before)
                .when(command)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
