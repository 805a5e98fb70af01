package io.saler.saga.notification;

import io.saler.notification.NotificationId;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * Remembers which mails the mail server has taken. A process that is killed after that and before remembering it will
 * send the mail once more, with the same Message-ID: SMTP has no other way to tell.
 */
@Component
class SentMails {

    private final Jdbi jdbi;

    SentMails(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void remember(NotificationId notification) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO saga.mail_sent (notification_id) VALUES (?) ON CONFLICT DO NOTHING",
                notification.value()));
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
