package io.saler.store;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Map;

/** Why something about a store, or by one of its keys, can be refused. */
public abstract sealed class StoreFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private StoreFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    private StoreFailure(FailureKind kind, String type, String message) {
        this(kind, type, message, Map.of());
    }

    /** Also the answer about a store that belongs to somebody else. */
    public static final class StoreUnknown extends StoreFailure {
        public StoreUnknown() {
            super(FailureKind.NOT_FOUND, "store-unknown", "There is no such store.");
        }
    }

    /** The store has no such key. */
    public static final class ApiKeyUnknown extends StoreFailure {
        public ApiKeyUnknown() {
            super(FailureKind.NOT_FOUND, "api-key-unknown", "This store has no such API key.");
        }
    }

    public static final class TooManyApiKeys extends StoreFailure {
        public TooManyApiKeys() {
            super(
                    FailureKind.CONFLICT,
                    "too-many-api-keys",
                    "A store has at most %d API keys; revoke one first.".formatted(CreateApiKey.MAXIMUM_KEYS));
        }
    }

    /** Somebody wants to be recognised by a key that does not work; which of the reasons it is, is not said. */
    public static final class ApiKeyInvalid extends StoreFailure {
        public ApiKeyInvalid() {
            super(
                    FailureKind.UNAUTHENTICATED,
                    "api-key-invalid",
                    "This API key is mistyped, unknown, revoked or expired.");
        }
    }

    /** A key that works, but not for this. */
    public static final class ScopeMissing extends StoreFailure {
        public ScopeMissing(Scope scope) {
            super(
                    FailureKind.FORBIDDEN,
                    "scope-missing",
                    "This API key lacks the scope %s.".formatted(scope),
                    Map.of("scope", scope.value()));
        }
    }

    /** What only people may do, whatever scopes a key has. */
    public static final class ApiKeyNotAllowed extends StoreFailure {
        public ApiKeyNotAllowed() {
            super(FailureKind.FORBIDDEN, "api-key-not-allowed", "No API key may do this; a person has to sign in.");
        }
    }
}
