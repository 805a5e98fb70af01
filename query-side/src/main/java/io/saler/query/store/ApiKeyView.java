package io.saler.query.store;

import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its store's owner reads it: everything but the key.
 *
 * @param prefix what the key begins with
 * @param lastFour what it ends with
 * @param expiresAt null for never
 * @param lastUsedOn the last day, in UTC, on which it was used; null when it never was
 */
record ApiKeyView(
        ApiKeyId keyId,
        String name,
        ApiKeyKind kind,
        List<Scope> scopes,
        String prefix,
        String lastFour,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable LocalDate lastUsedOn) {}
