package io.saler.standalone.dev;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.LoopbackOnly;
import io.saler.gateway.problem.Problems;
import io.saler.standalone.mail.Mailbox;
import io.saler.standalone.mail.MailboxEndpoint;
import io.saler.standalone.server.EmbeddedServers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * What is served under {@code /dev}: the mailbox while mail is embedded, and the controls of the servers when
 * {@code saler.dev.server-controls} is {@code true}.
 */
@Configuration(proxyBeanMethods = false)
public class DevelopmentEndpoints {

    @Bean
    FilterRegistrationBean<LoopbackOnly> developmentFromHereOnly(Problems problems) {
        return LoopbackOnly.at(problems, "/dev/*");
    }

    /** Nobody signs in for these: being on this machine is enough, and {@link LoopbackOnly} sees to that. */
    @Bean
    AccessRules developmentAccess() {
        return AccessRules.of(
                AccessRule.unseen(HttpMethod.GET, "/dev/mail"),
                AccessRule.unseen(HttpMethod.GET, "/dev/servers"),
                AccessRule.unseen(HttpMethod.POST, "/dev/servers/{name}/stop"),
                AccessRule.unseen(HttpMethod.POST, "/dev/servers/{name}/start"));
    }

    @Bean
    @ConditionalOnBean(Mailbox.class)
    MailboxEndpoint mailboxEndpoint(Mailbox mailbox) {
        return new MailboxEndpoint(mailbox);
    }

    @Bean
    @ConditionalOnProperty("saler.dev.server-controls")
    ServerControls serverControls(EmbeddedServers servers) {
        return new ServerControls(servers);
    }
}
