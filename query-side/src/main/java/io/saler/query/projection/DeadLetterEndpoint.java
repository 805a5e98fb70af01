package io.saler.query.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.projection.DeadLetterSequence;
import io.saler.projection.FindDeadLetters;
import io.saler.projection.FoundDeadLetters;
import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators which events are parked, and why. */
@RestController
class DeadLetterEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST = 255;

    private final QueryGateway queries;

    DeadLetterEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    /** The place of a sequence in the list. */
    record Place(String processor, String sequence) {
        Place {
            CursorKey.text(processor);
            CursorKey.text(sequence);
        }

        private FindDeadLetters.Place asked() {
            return new FindDeadLetters.Place(processor, sequence);
        }
    }

    /**
     * A page of sequences of parked events, and how many there are.
     *
     * @param groups all that there are, counted by processor and cause
     * @param next where the next page starts; null on the last
     */
    record DeadLetters(
            List<FoundDeadLetters.Group> groups,
            List<DeadLetterSequence> items,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
            String next) {}

    @GetMapping("/admin/dead-letters")
    DeadLetters deadLetters(
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(required = false) @Nullable String cause,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        FindDeadLetters.Place place =
                Cursor.read(after, Place.class).map(Place::asked).orElse(null);
        var query = new FindDeadLetters(
                QueryParameter.text("processor", processor, LONGEST),
                QueryParameter.text("cause", cause, LONGEST),
                place,
                limit.andOneMore());
        FoundDeadLetters found = queries.query(query, ResponseTypes.instanceOf(FoundDeadLetters.class))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Page<DeadLetterSequence> page =
                Page.of(found.sequences(), limit, last -> new Place(last.processor(), last.sequence()));
        return new DeadLetters(found.groups(), page.items(), page.next());
    }
}
