package io.saler.saga.notification;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.saga.task.Backoff;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work of sending one mail, known by its notification's identifier. */
@Configuration(proxyBeanMethods = false)
class MailTask {

    static final TaskDescriptor<Mail> SEND = TaskDescriptor.of("send-mail", Mail.class);

    @Bean
    Task<Mail> sendMail(MailWorker worker) {
        return Tasks.oneTime(SEND).onFailure(new Backoff<>()).execute((task, context) -> worker.send(task.getData()));
    }
}
