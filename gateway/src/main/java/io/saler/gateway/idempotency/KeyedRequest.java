package io.saler.gateway.idempotency;

import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.StoreKey;
import io.saler.gateway.request.IdempotencyKey;
import io.saler.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request as it is recognised again: whose it is, under which key, and a digest of what it asks for. Bodies may hold
 * passwords, which could be guessed from a bare digest; so the key, which itself is kept as a digest only, is part of
 * it.
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by the database.
record KeyedRequest(String caller, byte[] keyHash, byte[] requestHash) {

    static KeyedRequest of(RepeatableRequest request, IdempotencyKey key) {
        String caller = switch (Caller.onThisThread()) {
            case CurrentUser user -> caller(user.id());
            case StoreKey store -> "key " + store.id();
            case null -> "address " + request.getRemoteAddr();
        };
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String named = key.value() + '\n' + request.getMethod() + ' ' + request.getRequestURI() + query + '\n';
        return new KeyedRequest(caller, digest(key.value()), digest(named, request.body()));
    }

    /** How somebody who is signed in is known as a caller. */
    static String caller(UserId user) {
        return "user " + user;
    }

    private static byte[] digest(String text, byte... more) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
            return sha256.digest(more);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
