package io.saler.saga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.gateway.trace.Spans;
import io.saler.identity.Actor;
import io.saler.order.OrderId;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentStatus;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RefundId;
import io.saler.saga.Commands;
import io.saler.saga.Commands.NotDelivered;
import io.saler.saga.task.Origin;
import io.saler.value.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayCallsTest {

    private static final PaymentId PAYMENT = PaymentId.of(OrderId.random(), 1);
    private static final Origin ORIGIN = new Origin(Map.of("correlationId", "the-order", "requestId", "the-request"));
    private static final Charge CHARGE = new Charge(
            new Money(BigDecimal.TEN, Money.currency("EUR")), new PaymentMethod("pm_approve"), Instant.EPOCH, ORIGIN);

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private PaymentOutcome standing = new PaymentOutcome.ActionRequired(null);
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build();
    private final Tracer tracer = provider.get("test");
    private GatewayCalls calls;

    @BeforeEach
    void open() {
        var gateway = new PaymentGateway() {
            @Override
            public PaymentOutcome charge(PaymentId payment, Money amount, PaymentMethod method, Instant requestedAt)
                    throws InterruptedException {
                asked.countDown();
                answer.await();
                return new PaymentOutcome.Captured("reference");
            }

            @Override
            public PaymentOutcome resume(PaymentId payment) {
                return standing;
            }

            @Override
            public PaymentOutcome cancel(PaymentId payment) {
                return new PaymentOutcome.Captured("reference");
            }

            @Override
            public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
                return new RefundOutcome.Refunded("reference");
            }
        };
        var commands =
                new Commands(DefaultCommandGateway.builder().commandBus(bus).build());
        calls = new GatewayCalls(
                gateway,
                new PaymentSettings(Duration.ofSeconds(10), 1, Duration.ofSeconds(5)),
                commands,
                new Spans(tracer));
    }

    @AfterEach
    void close() {
        calls.close();
        provider.close();
    }

    @Test
    void aCallIsPartOfTheTraceThatItIsMadeIn() {
        bus.subscribe(RecordPaymentCaptured.class.getName(), message -> null);
        Span work = tracer.spanBuilder("cancel-payment").startSpan();
        try (Scope _ = work.makeCurrent()) {
            calls.cancel(PAYMENT, ORIGIN);
        }

        assertThat(ended.getFinishedSpanItems())
                .singleElement()
                .satisfies(call -> assertThat(call.getName()).isEqualTo("payment-gateway cancel"))
                .satisfies(call -> assertThat(call.getParentSpanId())
                        .isEqualTo(work.getSpanContext().getSpanId()));
    }

    @Test
    void anAnswerThatContradictsTheRecordIsNotReportedForEver() {
        recordingIsRefused(new ContradictoryOutcome(PAYMENT, PaymentStatus.DECLINED, PaymentStatus.CAPTURED).details());

        assertThatCode(() -> calls.cancel(PAYMENT, ORIGIN)).doesNotThrowAnyException();
    }

    @Test
    void anAnswerThatCannotBeRecordedNowIsReportedAgain() {
        recordingIsRefused(new FailureDetails(FailureKind.UNAVAILABLE, "unavailable", "Try again later.", Map.of()));

        assertThatThrownBy(() -> calls.cancel(PAYMENT, ORIGIN)).isInstanceOf(NotDelivered.class);
    }

    @Test
    void whatIsRecordedFollowsFromWhatAskedForTheCharge() {
        var metaData = new AtomicReference<MetaData>();
        bus.subscribe(RecordPaymentCaptured.class.getName(), message -> {
            metaData.set(message.getMetaData());
            return null;
        });
        answer.countDown();

        calls.charge(PAYMENT, CHARGE);

        assertThat(metaData.get())
                .containsEntry("correlationId", "the-order")
                .containsEntry("requestId", "the-request")
                .containsEntry(Actor.KEY, Actor.system("payment-gateway").toString());
    }

    @Test
    void aPaymentThatStillWaitsForItsCustomerIsToBeAskedAboutAgain() {
        // Nobody takes commands: recording would fail.
        assertThat(calls.resume(PAYMENT, ORIGIN)).isFalse();
    }

    @Test
    void aPaymentThatHasEndedMeanwhileIsRecorded() {
        var recorded = new AtomicReference<Object>();
        bus.subscribe(RecordPaymentCaptured.class.getName(), message -> {
            recorded.set(message.getPayload());
            return null;
        });
        standing = new PaymentOutcome.Captured("reference");

        assertThat(calls.resume(PAYMENT, ORIGIN)).isTrue();
        assertThat(recorded).hasValue(new RecordPaymentCaptured(PAYMENT, "reference"));
    }

    @Test
    void aGatewayThatHangsHoldsUpOnlySoManyCalls() throws Exception {
        bus.subscribe(RecordPaymentCaptured.class.getName(), message -> "recorded");
        var hanging = CompletableFuture.runAsync(() -> calls.charge(PAYMENT, CHARGE));
        asked.await();

        assertThatThrownBy(() -> calls.cancel(PAYMENT, ORIGIN)).isInstanceOf(BulkheadFullException.class);

        answer.countDown();
        hanging.get();
        assertThat(hanging).isCompleted();
        assertThatCode(() -> calls.cancel(PAYMENT, ORIGIN)).doesNotThrowAnyException();
    }

    private void recordingIsRefused(FailureDetails why) {
        bus.subscribe(RecordPaymentCaptured.class.getName(), message -> {
            throw new CommandExecutionException(why.message(), null, why);
        });
    }
}
