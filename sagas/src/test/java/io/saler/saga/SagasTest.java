package io.saler.saga;

import static io.saler.saga.Orders.CUP;
import static io.saler.saga.Orders.CUP_STOCK;
import static io.saler.saga.Orders.CUSTOMER;
import static io.saler.saga.Orders.TOTAL;
import static io.saler.saga.Orders.payment;
import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.saler.axonserver.EmptyDatabase;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.inventory.ReleaseStock;
import io.saler.inventory.ReturnStock;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.notification.SendNotification;
import io.saler.order.AwaitPayment;
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentStatus;
import io.saler.payment.PaymentView;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.value.Id;
import io.saler.value.Quantity;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole room with a real database and a real mail server; only the other sides of Saler are stood in for. */
class SagasTest {

    private static GreenMail mailbox;
    private static ConfigurableApplicationContext context;
    private static CommandSideStandIn others;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Sagas.class)
    static class Room {
        @Bean
        CommandSideStandIn others(EventGateway events) {
            return new CommandSideStandIn(events);
        }
    }

    @BeforeAll
    static void start() {
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        context = new SpringApplicationBuilder(Room.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + EmptyDatabase.create().url(),
                        "--spring.datasource.username=postgres",
                        "--spring.mail.port=" + mailbox.getSmtp().getPort(),
                        "--saler.order.payment-deadline=2s",
                        "--saler.payment.gateway-timeout=1s",
                        "--saler.payment.watch-after=500ms");
        others = context.getBean(CommandSideStandIn.class);
        context.getBean(EventGateway.class)
                .publish(registered(CUSTOMER, "ada@example.com", "Ada <Lovelace>", Role.CUSTOMER));
    }

    @AfterAll
    static void stop() {
        context.close();
        mailbox.stop();
    }

    @Test
    void aNewcomerIsSentALinkToVerifyTheirAddress() {
        MimeMessage mail = await().atMost(Duration.ofSeconds(20)).until(() -> mail("verify"), found -> found != null);

        assertThat(text(mail)).contains("http://127.0.0.1:8080/auth/verify?token=token-of-" + CUSTOMER);
    }

    @Test
    void whoeverAsksIsSentALinkToSetANewPasswordEachTime() {
        for (int mail = 1; mail <= 2; mail++) {
            context.getBean(EventGateway.class).publish(new PasswordResetRequested(CUSTOMER, Instant.EPOCH));
            int soMany = mail;
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> mails().stream()
                                    .filter(each -> subject(each).contains("new password"))
                                    .count()
                            == soMany);
        }
        assertThat(text(mail("new password")))
                .contains("http://127.0.0.1:8080/auth/password/reset?token=reset-token-of-" + CUSTOMER);
    }

    @Test
    void aPersonCanBeSentAnotherLinkToVerifyTheirAddress() {
        var impatient = UserId.random();
        EventGateway events = context.getBean(EventGateway.class);
        events.publish(registered(impatient, "impatient@example.com", "Ida", Role.CUSTOMER));
        events.publish(new VerificationRequested(impatient, Instant.EPOCH));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> mails().stream()
                                .filter(mail -> text(mail).contains("token-of-" + impatient))
                                .count()
                        == 2);
    }

    @Test
    void anOrderIsPaidConfirmedAndToldOfInOneMail() throws Exception {
        OrderId order = place("pm_approve");
        MimeMessage mail = mailAbout(order);

        assertThat(mail.getSubject()).isEqualTo("Order %s is confirmed".formatted(order));
        assertThat(mail.getMessageID()).endsWith("@saler>");
        assertThat(others.commands).contains(new ConfirmOrder(order, PaymentId.of(order, 1)));
        nothingIsLeftOf(order);
        assertThat(mailsAbout(order)).hasSize(1);
    }

    @Test
    void aShippedOrderIsToldOfInOneMailAsSoonAsItsParcelCanBeRead() throws Exception {
        OrderId order = place("pm_approve");
        mailAbout(order);
        nothingIsLeftOf(order);
        var shipped = new OrderShipped(order, CUSTOMER, "DHL <express>", "0034-1");
        NotificationId mail = NotificationId.of(NotificationKind.ORDER_SHIPPED, order);
        var asked = new SendNotification(mail, CUSTOMER, NotificationKind.ORDER_SHIPPED, order, null);

        publish(shipped);
        publish(shipped);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> others.commands.stream().filter(asked::equals).count() == 2 && failuresOf(mail) > 0);
        assertThat(mailsAbout(order)).hasSize(1);
        others.show(shipped);
        await().atMost(Duration.ofSeconds(60)).until(() -> others.commands.contains(new RecordNotificationSent(mail)));
        await().atMost(Duration.ofSeconds(20)).until(() -> leftOf(order) == 0);
        assertThat(mailsAbout(order)).hasSize(2);
        MimeMessage told = mailsAbout(order).getLast();
        assertThat(told.getSubject()).isEqualTo("Order %s is on its way".formatted(order));
        assertThat(text(told)).contains("Carrier: DHL <express>", "Carrier: DHL &lt;express&gt;", "0034-1");
    }

    @Test
    void aCancelledOrderIsTakenBackAndItsCustomerToldOfBothOnce() throws Exception {
        OrderId order = place("pm_approve");
        mailAbout(order);
        nothingIsLeftOf(order);
        RefundId refund = RefundId.ofCancelled(order);
        var cup = new OrderItem(CUP, new Quantity(1));
        var cancelled = new OrderCancelled(order, CUSTOMER, "Ordered by mistake");

        publish(cancelled);
        publish(new OrderRefundRequested(order, refund, payment(order), TOTAL, "Ordered by mistake", List.of(cup)));
        await().atMost(Duration.ofSeconds(20)).until(() -> others.commands.contains(new RecordRefund(order, refund)));
        assertThat(others.commands)
                .containsOnlyOnce(
                        new RefundPayment(payment(order), refund, TOTAL),
                        new RecordPaymentRefunded(payment(order), refund, "sim_re_" + refund),
                        new ReturnStock(CUP_STOCK, order, refund, new Quantity(1)));
        others.show(
                order,
                OrderStatus.CANCELLED,
                new PaymentView(payment(order), PaymentStatus.CAPTURED, TOTAL, TOTAL, null));
        var refunded = new OrderRefunded(order, CUSTOMER, refund, TOTAL, TOTAL, OrderStatus.CANCELLED);
        publish(refunded);
        publish(refunded);
        publish(cancelled);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> others.commands.contains(sent(NotificationKind.ORDER_CANCELLED, order))
                        && others.commands.contains(sent(NotificationKind.ORDER_REFUNDED, refund)));
        await().atMost(Duration.ofSeconds(20)).until(() -> leftOf(order) == 0);
        assertThat(mailsAbout(order))
                .extracting(SagasTest::subject)
                .containsExactlyInAnyOrder(
                        "Order %s is confirmed".formatted(order),
                        "Order %s is cancelled".formatted(order),
                        "Money back for order %s".formatted(order));
    }

    @Test
    void aRefundThatTheGatewayRefusesIsRecordedAsRefused() {
        OrderId order = place("pm_no_refund");
        mailAbout(order);
        RefundId refund = new RefundId(UUID.randomUUID());

        publish(new OrderRefundRequested(order, refund, payment(order), TOTAL, "Arrived broken", List.of()));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> others.commands.contains(new RecordRefundRefused(order, refund, "charge_not_refundable")));
        nothingIsLeftOf(order);
    }

    @Test
    void anOrderCancelledWhileItsCustomerIsAwaitedIsNotCharged() {
        OrderId order = place("pm_requires_action");
        await().atMost(Duration.ofSeconds(20)).until(() -> others.commands.contains(new AwaitPayment(order, 1)));

        publish(new OrderCancellationRequested(order, "Ordered by mistake"));

        await().atMost(Duration.ofSeconds(20)).until(() -> others.commands.contains(new CompleteCancellation(order)));
        assertThat(others.commands)
                .contains(
                        new CancelPayment(payment(order), order, "order-cancelled"),
                        new ReleaseStock(CUP_STOCK, order, "order-cancelled"))
                .doesNotContain(new RejectOrder(order, RejectionReason.PAYMENT_TIMEOUT, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> leftOf(order) == 0);
    }

    private static RecordNotificationSent sent(NotificationKind kind, Id fact) {
        return new RecordNotificationSent(NotificationId.of(kind, fact));
    }

    @Test
    void anAdministratorGetsNoMail() {
        var admin = UserId.random();
        context.getBean(EventGateway.class).publish(registered(admin, "root@example.com", "Root", Role.ADMIN));
        // The next order's mail proves that the administrator's event was handled before it.
        mailAbout(place("pm_approve"));

        assertThat(mails()).noneMatch(mail -> text(mail).contains(admin.toString()));
    }

    @Test
    void aDeclinedPaymentRejectsTheOrder() {
        OrderId order = place("pm_decline");
        mailAbout(order);

        assertThat(others.commands).contains(new RejectOrder(order, RejectionReason.PAYMENT_DECLINED, 1));
        nothingIsLeftOf(order);
    }

    @Test
    void aLostAnswerIsAskedForAgainUntilTheOrderIsConfirmed() {
        OrderId order = place("pm_lost_answer");
        mailAbout(order);

        assertThat(others.commands)
                .contains(
                        new ConfirmOrder(order, PaymentId.of(order, 1)),
                        new RecordPaymentCaptured(payment(order), "sim_" + payment(order)));
        nothingIsLeftOf(order);
    }

    @Test
    void aCustomerWhoDoesNotActLosesTheOrderAtTheDeadline() {
        OrderId order = place("pm_requires_action");
        mailAbout(order);

        assertThat(others.commands)
                .contains(new AwaitPayment(order, 1), new RejectOrder(order, RejectionReason.PAYMENT_TIMEOUT, 1));
        nothingIsLeftOf(order);
    }

    @Test
    void aGatewayThatNeverAnswersDoesNotKeepTheOrderBeyondTheDeadline() {
        OrderId order = place("pm_never");
        mailAbout(order);

        assertThat(others.commands).contains(new RejectOrder(order, RejectionReason.PAYMENT_TIMEOUT, 1));
        nothingIsLeftOf(order);
    }

    @Test
    void whoeverWasErasedGetsNoMailAndIsForgottenAlthoughTheirOrderGoesOn() {
        UserId eve = UserId.random();
        publish(registered(eve, "eve@example.com", "Eve", Role.CUSTOMER));
        mailTo("eve@example.com", 1);
        publish(new UserErased(eve, null));
        await().atMost(Duration.ofSeconds(20)).until(() -> contact(eve).equals("(%s,,)".formatted(eve)));

        OrderId order = OrderId.random();
        others.place(placed(order, eve, "pm_approve"));

        NotificationId confirmed = NotificationId.of(NotificationKind.ORDER_CONFIRMED, order);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(others.commands)
                        .contains(
                                new ConfirmOrder(order, PaymentId.of(order, 1)),
                                new RecordNotificationFailed(confirmed, "recipient-erased")));
        await().atMost(Duration.ofSeconds(20)).until(() -> leftOf(order) == 0);
        assertThat(mailsTo("eve@example.com")).hasSize(1);
        publish(registered(eve, "eve@example.com", "Eve", Role.CUSTOMER));
        // The next order's mail proves that the repeated event was handled before it.
        mailAbout(place("pm_approve"));
        assertThat(contact(eve)).isEqualTo("(%s,,)".formatted(eve));
    }

    @Test
    void aMailThatWaitsForSomebodyIsGivenUpWhenTheyAreErased() {
        UserId eve = UserId.random();
        NotificationId waiting = NotificationId.of(NotificationKind.EMAIL_VERIFICATION, eve);
        publish(new NotificationRequested(waiting, eve, NotificationKind.EMAIL_VERIFICATION, null, null));
        await().atMost(Duration.ofSeconds(20)).until(() -> failuresOf(waiting) > 0);

        publish(new UserErased(eve, null));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(others.commands)
                        .contains(new RecordNotificationFailed(waiting, "recipient-erased")));
        await().atMost(Duration.ofSeconds(20)).until(() -> failuresOf(waiting) < 0);
    }

    @Test
    void whenNobodyCanBeAskedWhoSomebodyIsTheyAreNotTakenForErased() {
        UserId eve = UserId.random();
        others.keysAway = true;
        int before = others.keyQuestions.get();
        publish(registered(eve, "eve-waits@example.com", "Eve", Role.CUSTOMER));
        await().atMost(Duration.ofSeconds(30)).until(() -> others.keyQuestions.get() > before);
        assertThat(contact(eve)).isEqualTo("unknown");

        others.keysAway = false;

        mailTo("eve-waits@example.com", 1);
    }

    private static void publish(Object event) {
        context.getBean(EventGateway.class).publish(event);
    }

    private static UserRegistered registered(UserId user, String email, String name, Role role) {
        return new UserRegistered(user, new PersonalText.Plain(email), new PersonalText.Plain(name), role);
    }

    private static String contact(UserId user) {
        return context.getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("SELECT c::text FROM saga.contact c WHERE user_id = :id")
                        .bind("id", user.value())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("unknown"));
    }

    /** How often a mail could not be sent yet, or -1 when it does not wait any more. */
    private static int failuresOf(NotificationId notification) {
        return context.getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("""
                        SELECT coalesce(consecutive_failures, 0) FROM saga.scheduled_tasks
                        WHERE task_instance = :id""")
                        .bind("id", notification.toString())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(-1));
    }

    private static void mailTo(String address, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> mailsTo(address).size() == count);
    }

    private static List<MimeMessage> mailsTo(String address) {
        return mails().stream()
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(address))
                .toList();
    }

    private static OrderId place(String method) {
        OrderId order = OrderId.random();
        others.place(placed(order, method));
        return order;
    }

    /** Neither task nor deadline nor saga: whatever was begun for an order has ended. */
    private static void nothingIsLeftOf(OrderId order) {
        await().atMost(Duration.ofSeconds(20)).until(() -> leftOf(order) == 0);
        assertThat(others.commands)
                .containsAnyOf(
                        new RecordNotificationSent(NotificationId.of(NotificationKind.ORDER_CONFIRMED, order)),
                        new RecordNotificationSent(NotificationId.of(NotificationKind.ORDER_REJECTED, order)));
    }

    private static int leftOf(OrderId order) {
        return context.getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM saga.scheduled_tasks
                                WHERE task_instance = :payment OR convert_from(task_data, 'UTF8') LIKE :order)
                             + (SELECT count(*) FROM axon.saga_association WHERE associationvalue = :id)""")
                        .bind("payment", payment(order).toString())
                        .bind("order", "%" + order + "%")
                        .bind("id", order.toString())
                        .mapTo(Integer.class)
                        .one());
    }

    private static MimeMessage mailAbout(OrderId order) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> mail(order.toString()), found -> found != null);
    }

    private static List<MimeMessage> mailsAbout(OrderId order) {
        return mails().stream()
                .filter(mail -> subject(mail).contains(order.toString()))
                .toList();
    }

    private static MimeMessage mail(String subject) {
        return mails().stream()
                .filter(mail -> subject(mail).contains(subject))
                .findFirst()
                .orElse(null);
    }

    private static List<MimeMessage> mails() {
        return Arrays.asList(mailbox.getReceivedMessages());
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String text(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
    }
}
