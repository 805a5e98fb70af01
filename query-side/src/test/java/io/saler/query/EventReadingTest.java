package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventStoreFailure;
import io.saler.eventstore.EventView;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.JournalEntry.FieldChange;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What administrators read of the event store, which another process has. */
@Import(EventReadingTest.Others.class)
class EventReadingTest extends ServedQuerySide {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LONG = "of a long history";
    private static final String ORDER = "33333333-3333-4333-8333-333333333333";

    private final String administrator = Tokens.of(UserId.random(), Role.ADMIN);

    @Autowired
    private CommandSideStandIn commandSide;

    /** Not marked as what it is, or it would be found by the applications of all tests. */
    static class Others {
        @Bean
        CommandSideStandIn commandSide() {
            return new CommandSideStandIn();
        }
    }

    /** Stands in for the command side, which has an order of three events and looks at no more than two at once. */
    static final class CommandSideStandIn implements MessageRules {

        private volatile FindEvents asked;

        @QueryHandler
        FoundEvents find(FindEvents query) {
            asked = query;
            if (query.after() == null) {
                return new FoundEvents(List.of(event(2), event(1)), 7L, BEGIN.plusSeconds(1));
            }
            return new FoundEvents(List.of(event(0)), null, null);
        }

        @QueryHandler
        @Nullable
        AggregateView find(FindAggregateAt query) {
            if (query.aggregateId().equals(LONG)) {
                throw new EventStoreFailure.HistoryTooLong(20_000);
            }
            long sequence = query.sequence() == null ? 2 : query.sequence();
            return !query.aggregateId().equals(ORDER) || sequence > 2
                    ? null
                    : new AggregateView(
                            "Order",
                            ORDER,
                            sequence,
                            2,
                            BEGIN.plusSeconds(sequence),
                            event(sequence),
                            Map.of("status", "CONFIRMED"),
                            sequence == 0 ? null : Map.of("status", "PLACED"),
                            Map.of("status", new FieldChange("PLACED", "CONFIRMED")));
        }

        private static EventView event(long sequence) {
            return new EventView(
                    "event-" + sequence,
                    sequence + 7,
                    "Order",
                    ORDER,
                    sequence,
                    "OrderConfirmed",
                    "1",
                    BEGIN.plusSeconds(sequence),
                    "SYSTEM:order-saga",
                    "request-1",
                    "message-1",
                    "message-2",
                    null,
                    null,
                    Map.of("orderId", ORDER, "reason", "[masked]"));
        }

        @Override
        public List<MessageRule<?>> messageRules() {
            return MessageRule.allInRole(Role.ADMIN, FindEvents.class, FindAggregateAt.class);
        }
    }

    @Test
    void eventsAreListedInPagesThatSayHowFarTheSearchHasCome() {
        JsonNode first = json(get("/admin/events?limit=5", administrator));
        JsonNode event = first.path("items").path(0);

        assertThat(first.path("items")).hasSize(2);
        assertThat(event.path("eventId").asString()).isEqualTo("event-2");
        assertThat(event.path("position").asInt()).isEqualTo(9);
        assertThat(event.path("aggregateType").asString()).isEqualTo("Order");
        assertThat(event.path("aggregateId").asString()).isEqualTo(ORDER);
        assertThat(event.path("sequence").asInt()).isEqualTo(2);
        assertThat(event.path("type").asString()).isEqualTo("OrderConfirmed");
        assertThat(event.path("at").asString()).isEqualTo("2026-01-01T00:00:02Z");
        assertThat(event.path("actor").asString()).isEqualTo("SYSTEM:order-saga");
        assertThat(event.path("requestId").asString()).isEqualTo("request-1");
        assertThat(event.path("payload").path("reason").asString()).isEqualTo("[masked]");
        assertThat(event.has("operationId")).isFalse();
        assertThat(first.path("searchedBackTo").asString()).isEqualTo("2026-01-01T00:00:01Z");
        JsonNode second =
                json(get("/admin/events?limit=5&after=" + first.path("next").asString(), administrator));
        assertThat(commandSide.asked.after()).isEqualTo(7);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(second.has("searchedBackTo")).isFalse();
    }

    @Test
    void whatIsAskedForIsAskedOfTheCommandSide() {
        json(get(
                "/admin/events?aggregate=%s&type=OrderPlaced&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=9"
                        .formatted(ORDER),
                administrator));

        assertThat(commandSide.asked)
                .isEqualTo(new FindEvents(ORDER, "OrderPlaced", BEGIN, Instant.parse("2026-01-02T00:00:00Z"), null, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregate=%00",
                "type=OrderForgotten",
                "type=",
                "from=yesterday",
                "from=-1000000000-01-01T00:00:00Z",
                "to=1969-12-31T23:59:59Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "limit=0",
                "limit=201",
                "after=nowhere",
                "after=LTE"
            })
    void aParameterThatMakesNoSenseIsRefused(String parameter) {
        HttpResponse<String> answer = get("/admin/events?" + parameter, administrator);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void anAggregateIsReadAtAnyOfItsEvents() {
        String path = "/admin/events/aggregates/" + ORDER;
        JsonNode latest = json(get(path, administrator));

        assertThat(latest.path("aggregateType").asString()).isEqualTo("Order");
        assertThat(latest.path("sequence").asInt()).isEqualTo(2);
        assertThat(latest.path("lastSequence").asInt()).isEqualTo(2);
        assertThat(latest.path("state").path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(latest.path("previous").path("status").asString()).isEqualTo("PLACED");
        assertThat(latest.path("change").path("status").path("from").asString()).isEqualTo("PLACED");
        assertThat(latest.path("event").path("eventId").asString()).isEqualTo("event-2");
        JsonNode first = json(get(path + "?sequence=0", administrator));
        assertThat(first.path("sequence").asInt()).isZero();
        assertThat(first.has("previous")).isFalse();
    }

    @Test
    void anAggregateThatIsNotOrHasNotComeThatFarIsNotFound() {
        problem(get("/admin/events/aggregates/" + UserId.random(), administrator), 404, "aggregate-unknown");
        problem(
                get("/admin/events/aggregates/%s?sequence=3".formatted(ORDER), administrator),
                404,
                "aggregate-unknown");
        for (String senseless : List.of("?sequence=-1", "?sequence=x", "?sequence=99999999999999999999")) {
            HttpResponse<String> answer = get("/admin/events/aggregates/" + ORDER + senseless, administrator);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        problem(get("/admin/events/aggregates/" + LONG.replace(" ", "%20"), administrator), 409, "history-too-long");
        assertThat(get("/admin/events/aggregates/" + "x".repeat(256), administrator)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nobodyElseReadsThem() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            String token = Tokens.of(UserId.random(), role);
            assertThat(get("/admin/events", token).statusCode()).isEqualTo(403);
            assertThat(get("/admin/events/aggregates/" + ORDER, token).statusCode())
                    .isEqualTo(403);
        }
        assertThat(get("/admin/events", null).statusCode()).isEqualTo(401);
        assertThat(get("/admin/events/aggregates/" + ORDER, null).statusCode()).isEqualTo(401);
    }
}
