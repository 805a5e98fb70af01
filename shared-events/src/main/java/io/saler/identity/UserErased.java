package io.saler.identity;

import io.saler.value.OwnWords;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A person wants to be forgotten. Whoever has written down anything personal of them deletes it; what they did stays,
 * under an id that no longer leads to anybody.
 *
 * @param reason why somebody else had them erased; null when they wanted it themselves
 */
@Revision("1")
public record UserErased(UserId userId, @OwnWords @Nullable String reason) implements IdentityEvent {}
