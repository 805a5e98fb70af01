package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.failure.FailureDetails;
import io.saler.failure.Forbidden;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands and queries that come over the bus, as from another process. */
class MessageRulesTest extends GatewayTest {

    @Autowired
    private CommandGateway commands;

    @Autowired
    private QueryGateway queries;

    private final Actor admin = Actor.user(Role.ADMIN, UserId.random());

    private Object send(Object command, String actor) {
        return commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(Map.of(Actor.KEY, actor)));
    }

    private String ask(Object query, Actor actor) {
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(String.class))
                                .andMetaData(Map.of(Actor.KEY, actor.toString())),
                        String.class)
                .join();
    }

    @Test
    void whatNoRuleNamesIsSalersAlone() {
        var command = new TestCommands.OfSalerAlone("x");
        assertThat(send(command, Actor.system("test").toString())).isEqualTo("x");
        assertThatThrownBy(() -> send(command, admin.toString())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> send(command, "SYSTEM")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> send(command, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> commands.sendAndWait(command)).isInstanceOf(Forbidden.class);

        var query = new TestCommands.UnheardOf("x");
        assertThat(ask(query, Actor.system("test"))).isEqualTo("x");
        assertThatThrownBy(() -> ask(query, admin)).satisfies(MessageRulesTest::isForbidden);
    }

    @Test
    void aRuleSeesWhoAsksAndWhat() {
        assertThat(ask(new TestCommands.Question("x"), admin)).isEqualTo(admin.toString());
        assertThatThrownBy(() -> ask(new TestCommands.Question(admin.id()), admin))
                .satisfies(MessageRulesTest::isForbidden);
    }

    @Test
    void aQueryOfNobodySaysSo() {
        assertThat(queries.query(new TestCommands.Question("x"), String.class).join())
                .isEqualTo("ANONYMOUS:-");
    }

    /** In the form that crosses Axon Server. */
    private static void isForbidden(Throwable thrown) {
        Throwable refused = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        assertThat(refused).isInstanceOf(HandlerExecutionException.class);
        assertThat(((HandlerExecutionException) refused)
                        .<FailureDetails>getDetails()
                        .orElseThrow()
                        .type())
                .isEqualTo("forbidden");
    }
}
