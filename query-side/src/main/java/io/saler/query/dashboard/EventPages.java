package io.saler.query.dashboard;

import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventStoreFailure;
import io.saler.eventstore.EventTypes;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.QueryParameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The event store to look into: its events, and what an aggregate was at any of them beside what it was before. */
@Controller
class EventPages {

    static final String PATH = BrowserPaths.HOME + "/events";

    private static final int LONGEST = 255;
    private static final int PAGE = Limit.USUAL;

    private final Questions questions;

    EventPages(Questions questions) {
        this.questions = questions;
    }

    /** Which events, as the address says it; times are in UTC, as a browser writes them. */
    private record Search(
            @Nullable String aggregate,
            @Nullable String type,
            @Nullable String from,
            @Nullable String to) {

        Search {
            aggregate = present(QueryParameter.text("aggregate", aggregate, LONGEST));
            type = present(type);
            from = present(from);
            to = present(to);
            if (type != null && EventTypes.named(type).isEmpty()) {
                throw new InvalidParameter("type", "There is no event of this name.");
            }
        }

        private static @Nullable String present(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        public boolean isEmpty() {
            return aggregate == null && type == null && from == null && to == null;
        }

        FindEvents question(@Nullable Long after) {
            return new FindEvents(aggregate, type, time("from", from), time("to", to), after, PAGE);
        }

        private static @Nullable Instant time(String name, @Nullable String text) {
            try {
                return text == null ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unreadable) {
                throw new InvalidParameter(name, "This must be a time such as 2026-01-31T12:00.");
            }
        }

        String address(@Nullable String after) {
            var address = UriComponentsBuilder.fromPath(PATH);
            add(address, "aggregate", aggregate);
            add(address, "type", type);
            add(address, "from", from);
            add(address, "to", to);
            add(address, Cursor.PARAMETER, after);
            return address.encode().build().toUriString();
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
            if (value != null) {
                address.queryParam(name, value);
            }
        }
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String aggregate,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var search = new Search(aggregate, type, from, to);
        Long place = Cursor.read(after, Long.class).orElse(null);
        FoundEvents found = questions.ask(search.question(place), FoundEvents.class);
        model.addAttribute("search", search);
        model.addAttribute("types", EventTypes.names());
        model.addAttribute("events", found == null ? List.of() : found.events());
        model.addAttribute("searchedBackTo", found == null ? null : found.searchedBackTo());
        model.addAttribute("first", place == null);
        model.addAttribute("firstAddress", search.address(null));
        model.addAttribute(
                "nextAddress", found == null || found.next() == null ? null : search.address(Cursor.at(found.next())));
        return "events";
    }

    @GetMapping(PATH + "/aggregates/{aggregateId}")
    String aggregate(@PathVariable String aggregateId, @RequestParam(required = false) @Nullable Long at, Model model) {
        String id = String.valueOf(QueryParameter.text("aggregate", aggregateId, LONGEST));
        AggregateView found = questions.ask(new FindAggregateAt(id, at), AggregateView.class);
        if (found == null) {
            throw new EventStoreFailure.AggregateUnknown();
        }
        model.addAttribute("aggregate", found);
        return "aggregate";
    }
}
