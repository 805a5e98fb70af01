package io.saler.saga.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.SerializerConfiguration;
import io.saler.axonserver.saga.UpcastingSerializer;
import io.saler.catalog.ProductId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.order.OrderPaymentAttempted;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RequestPayment;
import io.saler.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** Processes that began under older code, as they were stored then. */
class StoredOrderSagaTest {

    private static final OrderId ORDER = OrderId.of("33333333-3333-4333-8333-333333333333");

    private static final ProductId CUPS = ProductId.of("bbbbbbbb-0000-3000-8000-00000000000b");

    private final UpcastingSerializer serializer = new UpcastingSerializer(
            Jackson3Serializer.builder()
                    .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
                    .build(),
            List.of(new OneAttemptToPay()));

    /** It waits for its cups; what it can do since is to be paid in another way. */
    @Test
    void ofRevision1GoesOnAndCanDoWhatItCouldNotThen() throws IOException {
        OrderSaga saga = serializer.deserialize(stored("OrderSaga.v1.json"));
        var process = saga.process();
        assertThat(process.due()).isEmpty();

        process.on(new StockReserved(InventoryItemId.of(CUPS), CUPS, ORDER, new Quantity(1), 10, 1));
        assertThat(commands(process)).singleElement().isInstanceOf(RequestPayment.class);
        process.on(new PaymentActionRequired(PaymentId.of(ORDER, 1), ORDER, null));
        commands(process);
        process.on(new OrderPaymentAttempted(ORDER, 2, new PaymentMethod("pm_approve"), UUID.randomUUID()));
        commands(process);
        process.on(new PaymentCancelled(PaymentId.of(ORDER, 1), ORDER));
        assertThat(commands(process))
                .singleElement()
                .isInstanceOfSatisfying(
                        RequestPayment.class,
                        request -> assertThat(request.paymentId()).isEqualTo(PaymentId.of(ORDER, 2)));
    }

    /** Its payment was being called off, and the command had not got through. */
    @Test
    void ofRevision1CallsItsPaymentOffForTheReasonItHad() throws IOException {
        OrderSaga saga = serializer.deserialize(stored("OrderSaga.v1.cancelling.json"));

        assertThat(commands(saga.process()))
                .containsExactly(new CancelPayment(PaymentId.of(ORDER, 1), ORDER, "payment-timeout"));
    }

    private static List<Object> commands(OrderProcess process) {
        List<Step> due = process.due();
        List<Object> commands = due.stream().map(process::command).toList();
        due.forEach(process::done);
        return commands;
    }

    private static SerializedObject<byte[]> stored(String file) throws IOException {
        try (InputStream json = StoredOrderSagaTest.class.getResourceAsStream("/stored/" + file)) {
            return new SimpleSerializedObject<>(json.readAllBytes(), byte[].class, OrderSaga.class.getName(), "1");
        }
    }
}
