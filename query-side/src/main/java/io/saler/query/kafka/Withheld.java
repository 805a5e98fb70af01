package io.saler.query.kafka;

import io.saler.identity.PersonalText;
import io.saler.payment.PaymentActionRequired;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRolled;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of an event is not published, for records on Kafka are read by others and are not erased. */
final class Withheld {

    private static final Map<Class<?>, Set<String>> SECRETS = Map.of(
            // Nobody can tell a key from its digest, and nobody who reads records needs to.
            ApiKeyCreated.class,
            Set.of("secret"),
            ApiKeyRolled.class,
            Set.of("secret", "oldSecret"),
            // Whoever has the customer's link can act in their place.
            PaymentActionRequired.class,
            Set.of("action"));

    private Withheld() {}

    /** The names of those fields; even sealed, what is personal would be of no use to anybody outside. */
    static Set<String> of(Class<?> event) {
        Stream<String> personal = Arrays.stream(event.getRecordComponents())
                .filter(field -> PersonalText.class.isAssignableFrom(field.getType()))
                .map(RecordComponent::getName);
        return Stream.concat(personal, SECRETS.getOrDefault(event, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
