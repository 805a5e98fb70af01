package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;

/** On whatever thread a message is handled, log lines name the request that it goes back to. */
class OriginInLogTest extends OnPostgreSql {

    @Autowired
    private CommandBus commandBus;

    @Autowired
    private CommandGateway commands;

    private record Look(String at) {}

    @Test
    void logLinesOfAHandlerNameTheRequestOfItsMessage() throws Exception {
        Registration handler = commandBus.subscribe(
                Look.class.getName(),
                message -> Optional.ofNullable(MDC.get("requestId")).orElse("none"));
        try {
            assertThat(requestSeen(Map.of("requestId", "walk-1"))).isEqualTo("walk-1");
            assertThat(requestSeen(Map.of())).isEqualTo("none");
        } finally {
            handler.cancel();
        }
    }

    private Object requestSeen(Map<String, Object> metadata) throws Exception {
        return commands.send(
                        GenericCommandMessage.asCommandMessage(new Look("it")).andMetaData(metadata))
                .get(10, TimeUnit.SECONDS);
    }
}
