package io.saler.saga.payment.simulated;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.LoopbackOnly;
import io.saler.gateway.problem.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * The simulated gateway and its bank statement, unless {@code saler.payment.gateway} names another. Its books are at
 * {@code saler.payment.simulated.url}, which is Saler's own database unless set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "simulated", matchIfMissing = true)
class SimulatedGatewayConfiguration {

    @Bean
    Ledger ledger(
            @Value("${saler.payment.simulated.url:${spring.datasource.url}}") String url,
            @Value("${saler.payment.simulated.username:${spring.datasource.username:}}") String username,
            @Value("${saler.payment.simulated.password:${spring.datasource.password:}}") String password) {
        return new Ledger(url, username, password);
    }

    @Bean
    SimulatedGateway simulatedGateway(
            Ledger ledger, @Value("${saler.public-url:http://127.0.0.1:8080}") String publicUrl) {
        return new SimulatedGateway(ledger, publicUrl);
    }

    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<LoopbackOnly> ledgerFromHereOnly(Problems problems) {
        return LoopbackOnly.at(problems, "/dev/gateway/*");
    }

    @Bean
    AccessRules ledgerAccess() {
        return AccessRules.of(
                AccessRule.unseen(HttpMethod.GET, "/dev/gateway/ledger"),
                AccessRule.unseen(HttpMethod.POST, CompletionEndpoint.PATH));
    }
}
