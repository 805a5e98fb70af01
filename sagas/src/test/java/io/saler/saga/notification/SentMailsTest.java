package io.saler.saga.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.order.OrderId;
import io.saler.saga.Sagas;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;

class SentMailsTest {

    private static SentMails sent;

    private final NotificationId mail = NotificationId.of(NotificationKind.ORDER_CONFIRMED, OrderId.random());
    private final AtomicInteger handedOver = new AtomicInteger();

    @BeforeAll
    static void start() {
        DataSource database = EmptyDatabase.create().source();
        new SchemaMigration(database, List.of(Sagas.SCHEMA));
        sent = new SentMails(Jdbi.create(database));
    }

    @Test
    void workersWithTheSameMailAtTheSameTimeHandItOverOnce() {
        int workers = 8;
        var together = new CountDownLatch(workers);
        try (var threads = Executors.newFixedThreadPool(workers)) {
            for (int worker = 0; worker < workers; worker++) {
                threads.submit(() -> {
                    together.countDown();
                    together.await();
                    sent.once(mail, handedOver::incrementAndGet);
                    return null;
                });
            }
        }

        assertThat(handedOver).hasValue(1);
        assertThat(sent.contain(mail)).isTrue();
    }

    @Test
    void aMailThatWasNotTakenIsNotRemembered() {
        assertThatThrownBy(() -> sent.once(mail, () -> {
                    throw new MailSendException("busy");
                }))
                .isInstanceOf(MailSendException.class);
        assertThat(sent.contain(mail)).isFalse();

        sent.once(mail, handedOver::incrementAndGet);

        assertThat(handedOver).hasValue(1);
    }
}
