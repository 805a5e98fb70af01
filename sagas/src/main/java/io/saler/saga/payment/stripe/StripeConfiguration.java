package io.saler.saga.payment.stripe;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.ProblemMapping;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Stripe, when {@code saler.payment.gateway} names it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "stripe")
class StripeConfiguration {

    @Bean
    PaymentNotes stripePayments(Jdbi jdbi) {
        return new PaymentNotes(jdbi);
    }

    @Bean
    StripeGateway stripeGateway(
            StripeSettings settings,
            PaymentNotes payments,
            Jdbi jdbi,
            @Value("${saler.public-url:http://127.0.0.1:8080}") String publicUrl) {
        String returnUrl =
                settings.returnUrl() == null ? publicUrl : settings.returnUrl().toString();
        return new StripeGateway(new StripeApi(settings, returnUrl), payments, new RefundNotes(jdbi));
    }

    @Bean
    StripeSignature stripeSignature(StripeSettings settings) {
        return new StripeSignature(settings.webhookSecret(), settings.webhookTolerance());
    }

    @Bean
    AccessRules stripeAccess() {
        return AccessRules.of(AccessRule.unseen(HttpMethod.POST, "/payment/webhooks/stripe"));
    }

    @Bean
    ProblemMapping refusedSignature() {
        return thrown -> thrown instanceof SignatureRefused
                ? Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "signature-invalid",
                        "The header Stripe-Signature does not fit the body, or is too old.")
                : null;
    }
}
