package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.identity.Actor;
import io.saler.identity.IdentityFailure.BadCredentials;
import io.saler.identity.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class AuditLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final UserId user = UserId.random();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
        MDC.clear();
    }

    @Test
    void anActIsOneLineOfIdsAndFixedWords() {
        MDC.put("requestId", "walk-1");
        AuditLog.succeeded(Act.API_KEY_ROLLED, user, Actor.system("test"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("act=api-key-rolled outcome=success subject=%s actor=SYSTEM:test".formatted(user)
                        + " requestId=walk-1 network=-");
        assertThat(lines.list.getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key)
                .as("the request is there already")
                .containsExactly("act", "outcome", "subject", "actor", "network");
    }

    @Test
    void aRefusalHasItsTypeAsOutcome() {
        AuditLog.refused(Act.LOGIN, null, new BadCredentials());
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("act=login outcome=bad-credentials subject=- actor=ANONYMOUS:- requestId=- network=-");
    }
}
