package io.saler.saga;

import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.saler.axonserver.EmptyDatabase;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Mails to the administrator, of a real mail server, about real sagas that are stuck. */
class StuckSagaMailTest {

    private static final String ADMINISTRATOR = "ann@example.com";
    private static final int ORDERS = 20;

    private static GreenMail mailbox;
    private static ConfigurableApplicationContext context;
    private static RefusingRoom room;

    @BeforeAll
    static void start() {
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        context = RefusingRoom.start(
                "--spring.datasource.url=" + EmptyDatabase.create().url(),
                "--spring.datasource.username=postgres",
                "--spring.mail.port=" + mailbox.getSmtp().getPort(),
                "--saler.public-url=https://shop.example.com",
                "--saler.saga-journal.alert-to=" + ADMINISTRATOR,
                "--saler.saga-journal.stuck-after=0s",
                "--saler.saga-journal.count-every=200ms",
                "--saler.saga-journal.alert.after=3s",
                "--saler.saga-journal.alert.clear-after=500ms");
        room = context.getBean(RefusingRoom.class);
    }

    @AfterAll
    static void stop() {
        context.close();
        mailbox.stop();
    }

    @Test
    void manyStuckSagasAreToldOfOnceAndThatTheyAreNotAnyMore() throws Exception {
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        for (int order = 0; order < ORDERS; order++) {
            room.place(placed(OrderId.random(), "pm_approve"));
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> mails().size() == 1);
        MimeMessage stuck = mails().getFirst();
        assertThat(stuck.getSubject()).matches("Saler: (1 saga is|[0-9]+ sagas are) stuck");
        assertThat(text(stuck))
                .contains(
                        "OrderSaga in CONFIRMING",
                        "CONFIRM_ORDER: ",
                        "The order is paid already.",
                        "<a href=\"https://shop.example.com/admin/dashboard/sagas?status=STUCK\">");
        await().atMost(Duration.ofSeconds(60)).until(() -> stuckSagas() == ORDERS);

        room.refuseNothing();

        await().atMost(Duration.ofSeconds(90)).until(() -> mails().size() == 2);
        assertThat(mails().getLast().getSubject()).isEqualTo("Saler: no saga is stuck any more");
        assertThat(text(mails().getLast())).contains(ORDERS + " sagas were stuck");
        assertThat(stuckSagas()).isZero();
    }

    private static int stuckSagas() {
        return context.getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select count(*) from saga.journal_trouble")
                        .mapTo(Integer.class)
                        .one());
    }

    private static List<MimeMessage> mails() {
        return Arrays.stream(mailbox.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(ADMINISTRATOR))
                .toList();
    }

    private static String text(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
    }
}
