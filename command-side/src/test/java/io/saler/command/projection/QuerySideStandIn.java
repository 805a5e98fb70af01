package io.saler.command.projection;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DeadLetterSequence;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.DropPrevious;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RebuildProgress;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RetriedSequence;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;

/** Stands in for the query side: of its projections "orders" is idle, "busy" and "kafka" refuse, others are unknown. */
public final class QuerySideStandIn implements MessageRules {

    final DeadLetterId parked = new DeadLetterId(UUID.randomUUID());
    final DeadLetterId tried = new DeadLetterId(UUID.randomUUID());
    final List<String> heard = new CopyOnWriteArrayList<>();

    @CommandHandler
    public void handle(PauseProjection command, MetaData origin) {
        hear(command, origin);
    }

    @CommandHandler
    public void handle(ResumeProjection command, MetaData origin) {
        hear(command, origin);
    }

    @CommandHandler
    public void handle(SplitProjection command, MetaData origin) {
        hear(command, origin);
    }

    @CommandHandler
    public void handle(MergeProjection command, MetaData origin) {
        hear(command, origin);
    }

    @CommandHandler
    public void handle(RebuildProjection command, MetaData origin) {
        if (command.name().equals("kafka")) {
            throw new ProjectionFailure.NotRebuildable("kafka");
        }
        hear(command, origin);
    }

    @CommandHandler
    public void handle(CancelRebuild command, MetaData origin) {
        if (command.name().equals("kafka")) {
            throw new ProjectionFailure.RebuildEnded(RebuildProgress.Status.COMPLETED);
        }
        hear(command, origin);
    }

    @CommandHandler
    public void handle(AcceptRebuild command, MetaData origin) {
        if (command.name().equals("kafka")) {
            throw new ProjectionFailure.NothingToAccept(RebuildProgress.Status.RUNNING);
        }
        hear(command, origin);
    }

    @CommandHandler
    public void handle(RollBackProjection command, MetaData origin) {
        if (command.name().equals("kafka")) {
            throw new ProjectionFailure.NoPreviousGeneration("kafka");
        }
        hear(command, origin);
    }

    @CommandHandler
    public void handle(DropPrevious command, MetaData origin) {
        if (command.name().equals("kafka")) {
            throw new ProjectionFailure.NoPreviousGeneration("kafka");
        }
        hear(command, origin);
    }

    @CommandHandler
    public RetriedSequence handle(RetryDeadLetter command, MetaData origin) {
        know(command.id());
        heard.add(origin(origin) + command);
        return new RetriedSequence(2, new DeadLetterSequence.Cause("SomeException", "refused"));
    }

    @CommandHandler
    public void handle(RetryDeadLetters command, MetaData origin) {
        if ("kafka".equals(command.processor())) {
            throw new ProjectionFailure.ProjectionUnknown();
        }
        heard.add(origin(origin) + command);
    }

    @CommandHandler
    public void handle(DiscardDeadLetter command, MetaData origin) {
        know(command.id());
        heard.add(origin(origin) + command);
    }

    private void know(DeadLetterId id) {
        if (id.equals(tried)) {
            throw new ProjectionFailure.DeadLetterBusy();
        }
        if (!id.equals(parked)) {
            throw new ProjectionFailure.DeadLetterUnknown();
        }
    }

    private void hear(ProjectionCommand command, MetaData origin) {
        switch (command.name()) {
            case "orders" -> heard.add(origin(origin) + command);
            case "busy" -> throw new ProjectionFailure.ProjectionBusy("busy");
            default -> throw new ProjectionFailure.ProjectionUnknown();
        }
    }

    private static String origin(MetaData origin) {
        return Actor.of(origin).kind() + " ";
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return MessageRule.allInRole(
                Role.ADMIN,
                RebuildProjection.class,
                CancelRebuild.class,
                AcceptRebuild.class,
                RollBackProjection.class,
                DropPrevious.class,
                RetryDeadLetter.class,
                RetryDeadLetters.class,
                DiscardDeadLetter.class);
    }
}
