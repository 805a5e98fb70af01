package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordTargetResolverTest extends OnPostgreSql {

    @Autowired
    private CommandTargetResolver targets;

    private record Number(int value) {
        @Override
        public String toString() {
            return "number-" + value;
        }
    }

    private record Dial(
            String tone,
            @TargetAggregateIdentifier @Nullable Number number) {}

    private record Shout(String what) {}

    private static final class Whisper {
        @TargetAggregateIdentifier
        private final String to = "neighbour";
    }

    @Test
    void aCommandIsForTheAggregateThatItsMarkedComponentNames() {
        assertThat(target(new Dial("long", new Number(7)))).isEqualTo("number-7");
        assertThat(target(new Dial("short", new Number(8)))).isEqualTo("number-8");
    }

    @Test
    void commandsThatAreNoRecordsAreForTheOneTheyNameAsWell() {
        assertThat(target(new Whisper())).isEqualTo("neighbour");
    }

    @Test
    void aCommandThatNamesNobodyIsRefused() {
        assertThatThrownBy(() -> target(new Shout("hey"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> target(new Dial("long", null))).isInstanceOf(IllegalArgumentException.class);
    }

    private String target(Object command) {
        return targets.resolveTarget(GenericCommandMessage.asCommandMessage(command))
                .getIdentifier();
    }
}
