package io.saler.saga.payment.stripe;

import io.saler.payment.PaymentId;
import io.saler.saga.payment.PaymentNews;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Stripe says that something has happened to a payment. It is only written down that the payment is to be looked
 * at, so the answer is quick; when that fails Stripe is told so and says it again. What is about nothing of Saler's, or
 * about a payment that has ended, is thanked for and forgotten.
 */
@RestController
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "stripe")
class StripeWebhookEndpoint {

    private final StripeSignature signature;
    private final PaymentNotes payments;
    private final PaymentNews news;

    StripeWebhookEndpoint(StripeSignature signature, PaymentNotes payments, PaymentNews news) {
        this.signature = signature;
        this.payments = payments;
        this.news = news;
    }

    @PostMapping(path = "/payment/webhooks/stripe", consumes = MediaType.APPLICATION_JSON_VALUE)
    void hear(@RequestBody byte[] body, @RequestHeader("Stripe-Signature") String header) throws SignatureRefused {
        String text = new String(body, StandardCharsets.UTF_8);
        signature.check(text, header);
        StripeEvent.read(text)
                .filter(event -> isUnderWay(event.payment()))
                .ifPresent(event -> news.about(event.payment(), event.id()));
    }

    private boolean isUnderWay(PaymentId payment) {
        return payments.find(payment).filter(note -> !note.ended()).isPresent();
    }
}
