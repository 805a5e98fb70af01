package io.saler.saga.order;

import io.saler.identity.Actor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Takes steps: sends their commands side by side and waits for all, five seconds at most. Never throws. Commands to
 * aggregates in the same process are handled before sending returns, in the saga's own transaction; only others are
 * waited for. After a wait that was in vain, nothing is sent for a second: a saga's events are handled one after the
 * other, and its claim on them lasts ten.
 */
@Component
class OrderSteps {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CommandGateway commands;
    private final Duration limit;
    private volatile long pausedUntil = System.nanoTime();

    @Autowired
    OrderSteps(CommandGateway commands) {
        this(commands, LIMIT);
    }

    OrderSteps(CommandGateway commands, Duration limit) {
        this.commands = commands;
        this.limit = limit;
    }

    /** Sends a command for each step in somebody's name and returns those that failed, with what is known of why. */
    Map<Step, String> take(Actor actor, Map<Step, Object> steps) {
        var failures = new LinkedHashMap<Step, String>();
        if (System.nanoTime() - pausedUntil < 0) {
            steps.keySet().forEach(step -> failures.put(step, "Not sent: commands were not answered a moment ago"));
            return failures;
        }
        var answers = new LinkedHashMap<Step, CompletableFuture<@Nullable Object>>();
        steps.forEach((step, command) -> answers.put(step, send(actor, command)));
        long end = System.nanoTime() + limit.toNanos();
        answers.forEach((step, answer) -> {
            String failure = failure(answer, end);
            if (failure != null) {
                failures.put(step, failure);
            }
        });
        return failures;
    }

    private CompletableFuture<@Nullable Object> send(Actor actor, Object command) {
        try {
            return commands.send(
                    GenericCommandMessage.asCommandMessage(command).andMetaData(Map.of(Actor.KEY, actor.toString())));
        } catch (RuntimeException away) {
            return CompletableFuture.failedFuture(away);
        }
    }

    private @Nullable String failure(CompletableFuture<@Nullable Object> answer, long end) {
        try {
            answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "Interrupted";
        } catch (ExecutionException refused) {
            return String.valueOf(refused.getCause());
        } catch (TimeoutException late) {
            pausedUntil = System.nanoTime() + PAUSE.toNanos();
            return "Not answered within " + limit;
        }
    }
}
