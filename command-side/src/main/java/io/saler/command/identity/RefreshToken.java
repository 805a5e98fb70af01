package io.saler.command.identity;

import io.saler.identity.IdentityFailure.SessionInvalid;
import io.saler.identity.UserId;
import java.util.UUID;

/** What a session is continued with: whose it is, which session, and a secret that only its holder knows. */
record RefreshToken(UserId user, String session, String secret) {

    private static final int PARTS = 3;
    private static final int SECRET_LENGTH = 43;

    static RefreshToken first(UserId user, String session) {
        return new RefreshToken(user, session, Secrets.random());
    }

    /** Reads back what {@link #text()} wrote; throws {@link SessionInvalid} for anything else. */
    static RefreshToken parse(String text) {
        String[] parts = text.split("\\.", PARTS + 1);
        if (parts.length != PARTS || !isUuid(parts[0]) || !isUuid(parts[1]) || parts[2].length() != SECRET_LENGTH) {
            throw new SessionInvalid();
        }
        return new RefreshToken(UserId.of(parts[0]), parts[1], parts[2]);
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notUuid) {
            return false;
        }
    }

    /** The token that replaces this one: always the same for one salt, and not to be guessed without it. */
    RefreshToken next(String salt) {
        return new RefreshToken(user, session, Secrets.derived(secret, salt));
    }

    String text() {
        return user + "." + session + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}
