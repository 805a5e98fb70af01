package io.saler.saga.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailServerConnectionsTest {

    private final AtomicInteger connected = new AtomicInteger();
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private GreenMail server;
    private MailServerConnections connections;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        sender.getJavaMailProperties().put("mail.smtp.socketFactory", new Counting());
        connections = new MailServerConnections(sender);
    }

    @AfterEach
    void stop() {
        connections.close();
        server.stop();
    }

    @Test
    void mailsOneAfterTheOtherShareAConnection() throws Exception {
        for (int mail = 0; mail < 5; mail++) {
            connections.send(mail("somebody@example.com"));
        }

        assertThat(server.getReceivedMessages()).hasSize(5);
        assertThat(connected).hasValue(1);
    }

    @Test
    void aConnectionThatTheServerHasClosedIsReplaced() throws Exception {
        connections.send(mail("somebody@example.com"));
        server.stop();
        assertThatThrownBy(() -> connections.send(mail("somebody@example.com"))).isInstanceOf(MailSendException.class);
        server = new GreenMail(new ServerSetup(sender.getPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();

        connections.send(mail("somebody@example.com"));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aRefusedMailTakesNothingFromTheNext() throws Exception {
        MimeMessage unaddressed = mail("somebody@example.com");
        unaddressed.removeHeader("To");
        assertThatThrownBy(() -> connections.send(unaddressed)).isInstanceOf(MailSendException.class);

        connections.send(mail("somebody@example.com"));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private MimeMessage mail(String recipient) throws Exception {
        MimeMessage message = sender.createMimeMessage();
        message.setFrom(new InternetAddress("shop@example.com"));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("Greetings");
        message.setText("Hello.");
        message.saveChanges();
        return message;
    }

    /** Counts sockets, all of which the mail client asks for without an address. */
    private final class Counting extends SocketFactory {

        @Override
        public Socket createSocket() {
            connected.incrementAndGet();
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
