package io.saler.store;

import io.saler.value.InvalidValue;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Adds a key to a store. A publishable key has the one scope that its kind may have, named or not. Answers whether the
 * key is new; the same command once more, with whichever secret, changes nothing. Refused with
 * {@link StoreFailure.TooManyApiKeys} beyond {@value #MAXIMUM_KEYS} keys.
 *
 * @param lastFour the last characters of the key, by which people tell their keys apart
 * @param expiresAt null for never
 */
public record CreateApiKey(
        @TargetAggregateIdentifier StoreId storeId,
        ApiKeyId keyId,
        String name,
        ApiKeyKind kind,
        List<Scope> scopes,
        KeyDigest secret,
        String lastFour,
        @Nullable Instant expiresAt) {

    public static final int MAXIMUM_KEYS = 100;

    /** Databases cannot write down every time that Java knows. */
    private static final Instant LATEST_END = Instant.parse("9999-12-31T00:00:00Z");

    public CreateApiKey {
        name = InvalidValue.line("name", "A key's name", name, 1, 100);
        if (expiresAt != null && expiresAt.isAfter(LATEST_END)) {
            throw InvalidValue.at("expiresAt", "A key expires before the year 9999 ends, or never");
        }
        scopes = switch (kind) {
            case SECRET -> ofSecretKey(scopes);
            case PUBLISHABLE -> ofPublishableKey(scopes);
        };
    }

    private static List<Scope> ofSecretKey(List<Scope> scopes) {
        if (scopes.isEmpty()) {
            throw InvalidValue.at("scopes", "A secret key has at least one scope");
        }
        for (int index = 0; index < scopes.size(); index++) {
            if (!scopes.get(index).isKnown()) {
                throw InvalidValue.at("scopes/" + index, "This must be one of " + Scope.ALL);
            }
        }
        return scopes.stream().distinct().toList();
    }

    private static List<Scope> ofPublishableKey(List<Scope> scopes) {
        for (int index = 0; index < scopes.size(); index++) {
            if (!scopes.get(index).equals(Scope.ANALYTICS_TRACK)) {
                throw InvalidValue.at(
                        "scopes/" + index, "Everybody can read a publishable key: it may do nothing but track");
            }
        }
        return List.of(Scope.ANALYTICS_TRACK);
    }
}
