package io.saler.saga;

import static io.saler.saga.Orders.payment;
import static io.saler.saga.Orders.placed;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.EmptyDatabase;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
import io.saler.saga.payment.stripe.StripeStandIn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole room with Stripe as its gateway, a real database and a door of its own. */
final class StripeRoom implements AutoCloseable {

    static final String WEBHOOK_SECRET = "whsec_of_the_room";

    final StripeStandIn stripe = new StripeStandIn();
    final CommandSideStandIn others;
    private final ConfigurableApplicationContext context;

    StripeRoom(String... settings) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "--spring.datasource.url="
                                        + EmptyDatabase.create().url(),
                                "--spring.datasource.username=postgres",
                                "--server.port=0",
                                // Nobody shows a token here.
                                "--saler.auth.jwks-uri=http://127.0.0.1:1/keys",
                                "--saler.public-url=https://shop.example",
                                "--saler.payment.gateway=stripe",
                                "--saler.payment.stripe.base-url=" + stripe.url(),
                                "--saler.payment.stripe.api-key=sk_test_standin",
                                "--saler.payment.stripe.webhook-secret=" + WEBHOOK_SECRET),
                        Stream.of(settings))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(SagasTest.Room.class).run(arguments);
        others = context.getBean(CommandSideStandIn.class);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    OrderId place(String method) {
        OrderId order = OrderId.random();
        others.place(placed(order, method));
        return order;
    }

    void awaitCommand(Object command) {
        await(command.toString()).atMost(Duration.ofSeconds(30)).until(() -> others.commands.contains(command));
    }

    void awaitConfirmation(OrderId order) {
        awaitCommand(new ConfirmOrder(order, payment(order)));
    }

    <T> List<T> commands(Class<T> type) {
        return others.commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Jdbi database() {
        return context.getBean(Jdbi.class);
    }

    /** How much work about an order's payment is still to be done. */
    int tasksAbout(OrderId order) {
        return database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM saga.scheduled_tasks WHERE task_instance LIKE :payment")
                        .bind("payment", payment(order) + "%")
                        .mapTo(Integer.class)
                        .one());
    }

    void awaitNoTasksAbout(OrderId order) {
        await().atMost(Duration.ofSeconds(30)).until(() -> tasksAbout(order) == 0);
    }

    @Override
    public void close() throws Exception {
        context.close();
        stripe.close();
    }
}
