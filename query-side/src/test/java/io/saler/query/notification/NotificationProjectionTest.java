package io.saler.query.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationProjectionTest {

    private final TestDatabase database = TestDatabase.empty();
    private final NotificationTable notifications = new NotificationTable(database.jdbi());
    private final EventFeed feed =
            new EventFeed(database, new NotificationProjection(database.savepoints(), notifications));
    private final Story story = new Story();
    private final UserId ann = UserId.random();

    @Test
    void aNotificationTellsWhetherAndWhenItWasSent() {
        OrderId order = OrderId.random();
        NotificationId confirmed = request(ann, order);
        NotificationId refused = request(ann, OrderId.random());
        feed.publish(
                story.event(new NotificationSent(confirmed, order)),
                story.event(new NotificationFailed(refused, null, "mailbox-unknown")));

        List<NotificationView> page = notifications.page(ann, null, 10);

        assertThat(page).extracting(NotificationView::notificationId).containsExactly(refused, confirmed);
        assertThat(page.getLast())
                .isEqualTo(new NotificationView(
                        confirmed,
                        NotificationKind.ORDER_CONFIRMED,
                        NotificationView.Channel.EMAIL,
                        NotificationView.Status.SENT,
                        order,
                        Story.BEGIN.plusSeconds(1),
                        Story.BEGIN.plusSeconds(3)));
        assertThat(page.getFirst().status()).isEqualTo(NotificationView.Status.FAILED);
        assertThat(page.getFirst().sentAt()).isNull();
    }

    @Test
    void pagesLoseAndRepeatNothingAlthoughMoreArrivesBetweenThem() {
        List<NotificationId> before = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            if (i % 2 == 0) {
                story.atOnce();
            }
            before.add(request(ann, OrderId.random()));
            request(UserId.random(), OrderId.random());
        }
        List<NotificationId> seen = new ArrayList<>();
        NotificationTable.@Nullable Place after = null;
        while (true) {
            List<NotificationView> page = notifications.page(ann, after, 3);
            page.forEach(notification -> seen.add(notification.notificationId()));
            if (page.size() < 3) {
                break;
            }
            after = new NotificationTable.Place(
                    page.getLast().requestedAt(),
                    page.getLast().notificationId().value());
            request(ann, OrderId.random());
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void thoseOfSomebodyErasedAreForgottenAndNoneIsAdded() {
        UserId bob = UserId.random();
        request(ann, OrderId.random());
        request(bob, OrderId.random());

        database.jdbi().useHandle(handle -> handle.execute("""
                insert into query.person (user_id, email, name, role, verified, erased_at)
                values (?, '', '', 'CUSTOMER', false, now())""", ann.value()));
        feed.publish(story.event(new UserErased(ann, null)));
        NotificationId later = request(ann, OrderId.random());
        feed.publish(story.event(new NotificationFailed(later, null, "recipient-erased")));

        assertThat(notifications.page(ann, null, 10)).isEmpty();
        assertThat(notifications.page(bob, null, 10)).hasSize(1);
    }

    private NotificationId request(UserId recipient, OrderId order) {
        NotificationId notification = NotificationId.of(NotificationKind.ORDER_CONFIRMED, order);
        feed.publish(story.event(
                new NotificationRequested(notification, recipient, NotificationKind.ORDER_CONFIRMED, order, null)));
        return notification;
    }
}
