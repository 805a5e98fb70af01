package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What administrators do by the forms of pages, each for a reason. A refusal is said on the page of the form, above
 * what was entered; what is not there, or away, is a page of its own.
 */
@Component
class Interventions {

    private static final long PATIENCE_SECONDS = 10;

    private final CommandGateway commands;
    private final Problems problems;

    Interventions(CommandGateway commands, Problems problems) {
        this.commands = commands;
        this.problems = problems;
    }

    /** Shows a page once more. */
    @FunctionalInterface
    interface Again {
        String show();
    }

    /**
     * Sends a command that is made here, since what was entered may make no sense as one.
     *
     * @param done where it leads when it is done
     */
    String intervene(
            Supplier<Object> command,
            String done,
            String reason,
            Again page,
            Model model,
            HttpServletResponse response) {
        return attempt(
                () -> {
                    send(command.get());
                    return "redirect:" + done;
                },
                address(done),
                reason,
                page,
                model,
                response);
    }

    /** Returns what it is answered. */
    <R> R send(Object command) {
        return commands.sendAndWait(command, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Does what leads to a page, or shows the page of the form when it is refused.
     *
     * @param address of the page of the form
     */
    String attempt(
            Supplier<String> act,
            String address,
            String reason,
            Again page,
            Model model,
            HttpServletResponse response) {
        try {
            return act.get();
        } catch (RuntimeException refused) {
            Problem problem = problems.explain(refused);
            if (problem.status().is5xxServerError() || problem.status() == HttpStatus.NOT_FOUND) {
                throw refused;
            }
            response.setStatus(problem.status().value());
            model.addAttribute("refusal", problem);
            model.addAttribute("reason", reason);
            if (model.getAttribute(Framing.FRAME) instanceof Frame frame) {
                model.addAttribute(Framing.FRAME, frame.at(address));
            }
            return page.show();
        }
    }

    /** Of the page itself, without what was done there. */
    private static String address(String done) {
        return BrowserPaths.pageOrHome(done.replaceFirst("[?&]done=[^&]*$", ""));
    }
}
