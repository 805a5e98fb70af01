package io.saler.saga.payment.simulated;

import io.saler.gateway.openapi.Refuses;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentStatus;
import io.saler.saga.payment.PaymentNews;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Does what a customer would do whom the simulated gateway has asked to act, and the gateway's telling of it. */
@RestController
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "simulated", matchIfMissing = true)
class CompletionEndpoint {

    static final String PATH = "/dev/gateway/payments/{paymentId}/complete";

    private final Ledger ledger;
    private final PaymentNews news;

    CompletionEndpoint(Ledger ledger, PaymentNews news) {
        this.ledger = ledger;
        this.news = news;
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(HttpStatus.CONFLICT)
    void complete(@PathVariable PaymentId paymentId) {
        Status status = ledger.complete(paymentId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .status();
        if (status != Status.CAPTURED) {
            throw new ContradictoryOutcome(paymentId, known(status), PaymentStatus.CAPTURED);
        }
        news.about(paymentId, "completed");
    }

    private static PaymentStatus known(Status status) {
        return switch (status) {
            case PENDING -> PaymentStatus.REQUESTED;
            case ACTION_REQUIRED -> PaymentStatus.ACTION_REQUIRED;
            case CAPTURED -> PaymentStatus.CAPTURED;
            case DECLINED -> PaymentStatus.DECLINED;
            case CANCELLED -> PaymentStatus.CANCELLED;
        };
    }
}
