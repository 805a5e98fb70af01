package io.saler.saga.notification;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.notification.NotificationId;
import io.saler.saga.task.Backoff;
import io.saler.value.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The work of sending one mail to whoever runs the shop. It is nobody's notification, since those are about what
 * happened to people.
 */
@Configuration(proxyBeanMethods = false)
public class AdministratorMailTask {

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorMailTask.class);

    private static final TaskDescriptor<AdministratorMail> SEND =
            TaskDescriptor.of("mail-administrator", AdministratorMail.class);

    /** To be scheduled; of all mails with this id one is sent. */
    public static TaskInstance<AdministratorMail> of(String id, AdministratorMail mail) {
        return SEND.instance(id).data(mail).build();
    }

    @Bean
    Task<AdministratorMail> mailAdministrator(
            Postman postman, @Value("${saler.saga-journal.alert-to:${saler.admin.email:admin@localhost}}") String to) {
        return Tasks.oneTime(SEND).onFailure(new Backoff<>()).execute((task, context) -> {
            AdministratorMail mail = task.getData();
            if (to.isBlank()) {
                return;
            }
            try {
                postman.send(
                        new NotificationId(Id.derived("administrator-mail", task.getId())),
                        new Contact(to, "Administrator"),
                        () -> new MailText(mail.subject(), mail.lines(), mail.links()));
            } catch (Undeliverable never) {
                // Without its cause, which quotes the address.
                LOG.error("Nobody can be told: {}: {}", mail.subject(), never.getMessage());
            }
        });
    }
}
