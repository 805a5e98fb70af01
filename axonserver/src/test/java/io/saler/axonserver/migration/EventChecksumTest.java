package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventChecksumTest {

    private static final Event EVENT = event().build();

    @Test
    void it_is_the_same_for_the_same_events() {
        assertThat(checksum(EVENT, EVENT)).isEqualTo(checksum(event().build(), event().build()));
    }

    @Test
    void it_does_not_depend_on_the_order_in_which_metadata_was_put() {
        Event other = event().clearMetaData()
                .putMetaData("request", text("r"))
                .putMetaData("actor", text("a"))
                .build();

        assertThat(checksum(other)).isEqualTo(checksum(EVENT));
    }

    static List<Consumer<Event.Builder>> changes() {
        return List.of(
                event -> event.setMessageIdentifier("other"),
                event -> event.setAggregateIdentifier("other"),
                event -> event.setAggregateType("other"),
                event -> event.setAggregateSequenceNumber(8),
                event -> event.setTimestamp(2),
                event -> event.getPayloadBuilder().setType("other"),
                event -> event.getPayloadBuilder().setRevision("other"),
                event -> event.getPayloadBuilder().setData(ByteString.copyFromUtf8("{ }")),
                event -> event.putMetaData("actor", text("other")),
                event -> event.putMetaData(
                        "actor", MetaDataValue.newBuilder().setNumberValue(5).build()),
                event -> event.putMetaData("another", text("a")),
                event -> event.removeMetaData("actor"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void it_changes_with_every_part_of_an_event(Consumer<Event.Builder> change) {
        Event.Builder changed = event();
        change.accept(changed);

        assertThat(checksum(changed.build())).isNotEqualTo(checksum(EVENT));
    }

    @Test
    void it_changes_with_the_order_of_events_and_when_one_is_missing() {
        Event other = event().setMessageIdentifier("other").build();

        assertThat(List.of(checksum(EVENT, other), checksum(other, EVENT), checksum(EVENT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void text_that_moves_from_one_part_to_the_next_is_noticed() {
        Event left =
                event().setMessageIdentifier("ab").setAggregateIdentifier("c").build();
        Event right =
                event().setMessageIdentifier("a").setAggregateIdentifier("bc").build();

        assertThat(checksum(left)).isNotEqualTo(checksum(right));
    }

    private static Event.Builder event() {
        Event.Builder event = Event.newBuilder()
                .setMessageIdentifier("e1")
                .setAggregateIdentifier("o1")
                .setAggregateType("Order")
                .setAggregateSequenceNumber(7)
                .setTimestamp(1)
                .putMetaData("actor", text("a"))
                .putMetaData("request", text("r"));
        event.getPayloadBuilder().setType("OrderPlaced").setRevision("1").setData(ByteString.copyFromUtf8("{}"));
        return event;
    }

    private static MetaDataValue text(String value) {
        return MetaDataValue.newBuilder().setTextValue(value).build();
    }

    private static String checksum(Event... events) {
        EventChecksum checksum = new EventChecksum();
        List.of(events).forEach(checksum::add);
        return checksum.hex();
    }
}
