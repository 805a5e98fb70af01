package io.saler.saga.notification;

import io.saler.notification.NotificationId;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * Remembers which mails the mail server has taken. The note is written before the mail is handed over and committed
 * after, so that no lack of connections comes between the two, and so that a second worker with the same mail waits for
 * the first. A process that is killed between them, or a database that goes away there, leaves a mail that is sent once
 * more, with the same Message-ID: SMTP has no other way to tell.
 */
@Component
class SentMails {

    private final Jdbi jdbi;

    SentMails(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Hands a mail over unless that was done before; what that throws is thrown, and then nothing is remembered. */
    void once(NotificationId notification, Runnable handOver) {
        jdbi.useTransaction(handle -> {
            int noted = handle.execute(
                    "INSERT INTO saga.mail_sent (notification_id) VALUES (?) ON CONFLICT DO NOTHING",
                    notification.value());
            if (noted == 1) {
                handOver.run();
            }
        });
    }

    boolean contain(NotificationId notification) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM saga.mail_sent WHERE notification_id = :id")
                                .bind("id", notification.value())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }
}
