package io.saler.demo.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request to Saler: a method, a path with its query, headers, and a body that is written as JSON (or none). A body
 * that is a {@code String} is sent as it is, which lets tests send what is not JSON.
 */
public record Call(String method, String path, @Nullable Object body, Map<String, String> headers) {

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(String path) {
        return new Call("GET", path, null, Map.of());
    }

    public static Call post(String path, Object body) {
        return new Call("POST", path, body, Map.of());
    }

    public static Call put(String path, Object body) {
        return new Call("PUT", path, body, Map.of());
    }

    public static Call patch(String path, Object body) {
        return new Call("PATCH", path, body, Map.of());
    }

    public Call with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Call(method, path, body, more);
    }

    /** The same request under an {@code Idempotency-Key}: however often it is sent, it happens once. */
    public Call once(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }
}
