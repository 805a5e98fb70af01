package io.saler.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * One part of a request that is to blame for its refusal: exactly one of a JSON pointer into the body, the name of a
 * query or path parameter, or the name of a header, with what is wrong about it.
 */
public record Blame(
        @Nullable String pointer,
        @Nullable String parameter,
        @Nullable String header,
        String detail) {

    public static Blame body(String pointer, String detail) {
        return new Blame(pointer, null, null, detail);
    }

    public static Blame parameter(String name, String detail) {
        return new Blame(null, name, null, detail);
    }

    public static Blame header(String name, String detail) {
        return new Blame(null, null, name, detail);
    }
}
