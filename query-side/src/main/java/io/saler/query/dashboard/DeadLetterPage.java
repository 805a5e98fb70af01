package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DeadLetterSequence;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.FindDeadLetters;
import io.saler.projection.FoundDeadLetters;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Events that a processor could not handle, by processor and cause, to be tried again or given up. */
@Controller
class DeadLetterPage {

    static final String PATH = BrowserPaths.HOME + "/dead-letters";

    private static final int LONGEST = 255;
    private static final Limit LIMIT = new Limit(Limit.USUAL);

    private final Questions questions;
    private final Interventions interventions;

    DeadLetterPage(Questions questions, Interventions interventions) {
        this.questions = questions;
        this.interventions = interventions;
    }

    /** The place of a sequence in the list. */
    record Place(String processor, String sequence) {
        Place {
            CursorKey.text(processor);
            CursorKey.text(sequence);
        }

        static Place of(DeadLetterSequence sequence) {
            return new Place(sequence.processor(), sequence.sequence());
        }

        private FindDeadLetters.Place asked() {
            return new FindDeadLetters.Place(processor, sequence);
        }
    }

    @GetMapping(PATH)
    String show(
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        model.addAttribute("done", done);
        return show(
                present(QueryParameter.text("processor", processor, LONGEST)),
                present(QueryParameter.text("cause", cause, LONGEST)),
                Cursor.read(after, Place.class).map(Place::asked).orElse(null),
                model);
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private String show(
            @Nullable String processor, @Nullable String cause, FindDeadLetters.@Nullable Place after, Model model) {
        FoundDeadLetters found =
                questions.ask(new FindDeadLetters(processor, cause, after, LIMIT.andOneMore()), FoundDeadLetters.class);
        Page<DeadLetterSequence> sequences = Page.of(found == null ? List.of() : found.sequences(), LIMIT, Place::of);
        model.addAttribute("groups", found == null ? List.of() : found.groups());
        model.addAttribute("sequences", sequences.items());
        model.addAttribute("processor", processor);
        model.addAttribute("cause", cause);
        model.addAttribute("first", after == null);
        model.addAttribute("firstAddress", address(processor, cause, null));
        model.addAttribute(
                "nextAddress", sequences.next() == null ? null : address(processor, cause, sequences.next()));
        return "dead-letters";
    }

    private static String address(@Nullable String processor, @Nullable String cause, @Nullable String after) {
        var address = UriComponentsBuilder.fromPath(PATH);
        if (processor != null) {
            address.queryParam("processor", processor);
        }
        if (cause != null) {
            address.queryParam("cause", cause);
        }
        if (after != null) {
            address.queryParam(Cursor.PARAMETER, after);
        }
        return address.encode().build().toUriString();
    }

    @PostMapping(PATH + "/{id}/retry")
    String retry(
            @PathVariable DeadLetterId id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return interventions.intervene(
                () -> new RetryDeadLetter(id, reason),
                PATH + "?done=retry",
                reason,
                () -> show(null, null, null, model),
                model,
                response);
    }

    @PostMapping(PATH + "/{id}/discard")
    String discard(
            @PathVariable DeadLetterId id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return interventions.intervene(
                () -> new DiscardDeadLetter(id, reason),
                PATH + "?done=discard",
                reason,
                () -> show(null, null, null, model),
                model,
                response);
    }

    @PostMapping(PATH + "/retry")
    String retryAll(
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return interventions.intervene(
                () -> new RetryDeadLetters(present(processor), reason),
                PATH + "?done=retry-all",
                reason,
                () -> show(present(processor), null, null, model),
                model,
                response);
    }
}
