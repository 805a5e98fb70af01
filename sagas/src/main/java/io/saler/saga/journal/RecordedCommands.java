package io.saler.saga.journal;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway for all commands of this process, which has those recorded that a saga sends. */
final class RecordedCommands extends DefaultCommandGateway {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedCommands.class);

    RecordedCommands(CommandBus bus) {
        super(builder().commandBus(bus));
    }

    /** Everything that can be asked of the gateway comes by here. */
    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        SagaRecording recording = Recordings.underWay();
        if (recording == null) {
            super.send(command, callback);
            return;
        }
        var sent = new SentCommand(command instanceof Message<?> message ? message.getPayload() : command);
        recording.sent(sent);
        try {
            super.send(command, new Recorded<C, R>(sent, callback));
        } catch (RuntimeException away) {
            sent.failed(away);
            throw away;
        }
    }

    private record Recorded<C, R>(SentCommand sent, CommandCallback<? super C, ? super R> callback)
            implements CommandCallback<C, R> {

        @Override
        public void onResult(CommandMessage<? extends C> command, CommandResultMessage<? extends R> result) {
            try {
                note(result);
            } catch (RuntimeException untold) {
                LOG.debug("The journal cannot tell how {} was answered", command.getCommandName(), untold);
            }
            callback.onResult(command, result);
        }

        private void note(CommandResultMessage<?> result) {
            if (result.isExceptional()) {
                sent.failed(result.exceptionResult());
            } else {
                sent.done();
            }
        }
    }
}
