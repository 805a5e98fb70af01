package io.saler.standalone.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.standalone.server.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.util.FileSystemUtils;

class MailServerTest {

    @TempDir
    Path temporary;

    private Path folder;

    private MailServer server;
    private Mailbox mailbox;
    private JavaMailSenderImpl sender;

    @BeforeEach
    void start() throws IOException {
        folder = temporary.resolve("mail");
        mailbox = new Mailbox(folder, Clock.systemUTC());
        server = new MailServer(mailbox);
        int port = new Ports().take(server.usualPort());
        server.start(port);
        sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_mail_reads_as_it_was_written() throws Exception {
        send("zoe@example.test", "تأكيد الطلب", "Thank you – شكراً", "<p>Thank you</p>");

        assertThat(mailbox.of("zoe@example.test", 10)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("zoe@example.test");
            assertThat(mail.subject()).isEqualTo("تأكيد الطلب");
            assertThat(mail.text().strip()).isEqualTo("Thank you – شكراً");
            assertThat(mail.html().strip()).isEqualTo("<p>Thank you</p>");
        });
    }

    @Test
    void the_newest_mail_comes_first() throws Exception {
        send("ada@example.test", "first", "1", "1");
        send("ada@example.test", "second", "2", "2");
        send("bob@example.test", "third", "3", "3");

        assertThat(mailbox.of("ada@example.test", 10)).extracting(Mail::subject).containsExactly("second", "first");
        assertThat(mailbox.of("ada@example.test", 1)).extracting(Mail::subject).containsExactly("second");
        assertThat(mailbox.all(10)).extracting(Mail::subject).containsExactly("third", "second", "first");
    }

    @Test
    void addresses_are_alike_whatever_their_case() throws Exception {
        send("Ada@Example.test", "hello", "1", "1");

        assertThat(mailbox.of("aDA@example.TEST", 10)).hasSize(1);
    }

    @Test
    void an_address_cannot_name_a_place_outside_the_mailbox() throws Exception {
        assertThat(mailbox.of("../../etc", 10)).isEmpty();
        assertThat(mailbox.of("..", 10)).isEmpty();
        assertThat(mailbox.of("x".repeat(5_000) + "@example.test", 10)).isEmpty();
    }

    @Test
    void mail_is_still_there_for_the_next_run() throws Exception {
        send("ada@example.test", "before", "1", "1");
        server.stop();

        assertThat(new Mailbox(folder, Clock.systemUTC()).of("ada@example.test", 10))
                .extracting(Mail::subject)
                .isEqualTo(List.of("before"));
    }

    @Test
    void all_mail_can_be_read_while_more_arrives() throws Exception {
        MimeMessage message = sender.createMimeMessage();
        message.setText("text");
        try (ExecutorService sending = Executors.newSingleThreadExecutor()) {
            Future<?> sent = sending.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    mailbox.keep("ada%d@example.test".formatted(i % 10), message);
                }
                return null;
            });
            while (!sent.isDone()) {
                assertThat(mailbox.all(10)).doesNotContainNull();
            }
            sent.get();
        }
        assertThat(mailbox.all(3_000)).hasSize(2_000);
    }

    @Test
    void a_mail_that_cannot_be_kept_is_not_accepted() throws Exception {
        FileSystemUtils.deleteRecursively(temporary.resolve("mail-unfinished"));

        assertThatThrownBy(() -> send("ada@example.test", "lost", "1", "1"))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("451");
        assertThat(mailbox.of("ada@example.test", 10)).isEmpty();

        Files.createDirectory(temporary.resolve("mail-unfinished"));
        send("ada@example.test", "again", "1", "1");
        assertThat(mailbox.of("ada@example.test", 10)).hasSize(1);
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom("shop@example.test");
        helper.setTo(to);
        helper.setSubject(subject);
        helper.setText(text, html);
        sender.send(message);
    }
}
