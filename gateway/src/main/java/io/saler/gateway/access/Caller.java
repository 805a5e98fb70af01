package io.saler.gateway.access;

import io.saler.identity.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Whoever is recognised by what they sent: a person or a store's key. Controllers take it as an argument where keys are
 * welcome, and {@link CurrentUser} where only people are.
 */
public sealed interface Caller permits CurrentUser, StoreKey {

    /** This caller as the cause of a message. */
    Actor actor();

    /** When what they are recognised by ends; null for never. */
    @Nullable
    Instant expiresAt();

    /** Whoever is asking on this thread, or null when it is a stranger or no request at all. */
    static @Nullable Caller onThisThread() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    static @Nullable Caller of(@Nullable Authentication authentication) {
        return switch (authentication) {
            case RecognisedCaller person -> person.user();
            case RecognisedKey key -> key.key();
            case null, default -> null;
        };
    }
}
