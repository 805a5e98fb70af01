package io.saler.identity;

import io.saler.value.OwnWords;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Has Saler forget a person for good and makes their address free again. Repeating it changes nothing. The last
 * administrator is not erased: {@link IdentityFailure.LastAdministrator}.
 *
 * @param reason why somebody else has them erased; null when they wanted it themselves
 */
public record EraseUser(
        @RoutingKey UserId userId, @OwnWords @Nullable String reason) {}
