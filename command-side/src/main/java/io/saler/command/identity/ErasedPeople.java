package io.saler.command.identity;

import io.saler.identity.PersonalText;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Knows whom nobody can read any more what their registration says of. */
@Component
public class ErasedPeople {

    private final PersonKeys keys;

    ErasedPeople(PersonKeys keys) {
        this.keys = keys;
    }

    /** Which of those who registered were erased; whose key is missing counts as erased as well. */
    public Set<UserId> among(Collection<UserRegistered> registrations) {
        if (registrations.isEmpty()) {
            return Set.of();
        }
        Map<UserId, Optional<PersonKey>> known =
                keys.of(registrations.stream().map(UserRegistered::userId).toList());
        return registrations.stream()
                .filter(registration -> {
                    Optional<PersonKey> key = known.get(registration.userId());
                    return key == null ? registration.email() instanceof PersonalText.Sealed : key.isEmpty();
                })
                .map(UserRegistered::userId)
                .collect(Collectors.toSet());
    }
}
