package io.saler.gateway.page;

import io.saler.gateway.json.HttpJsonAutoConfiguration;
import io.saler.gateway.problem.InvalidParameter;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A place in a list, opaque to clients: the sort key of the last row they saw, a record of the list's own, as base64url
 * of JSON. Whoever changes a cursor by hand gets a 400 or another place of the same list, never more than that.
 */
public final class Cursor {

    public static final String PARAMETER = "after";

    private static final int LONGEST = 2_000;
    private static final JsonMapper JSON = strict();

    private Cursor() {}

    public static String at(Object key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(key));
    }

    /** Reads the parameter {@code after}: empty at the list's start; throws {@link InvalidParameter} if it is none. */
    public static <K> Optional<K> read(@Nullable String after, Class<K> key) {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (after.length() > LONGEST) {
                throw notOurs();
            }
            K place = JSON.readValue(Base64.getUrlDecoder().decode(after), key);
            if (place == null) {
                throw notOurs();
            }
            return Optional.of(place);
        } catch (IllegalArgumentException | JacksonException changed) {
            throw notOurs();
        }
    }

    private static InvalidParameter notOurs() {
        return new InvalidParameter(PARAMETER, "This is not a cursor of this list.");
    }

    private static JsonMapper strict() {
        JsonMapper.Builder builder = JsonMapper.builder();
        HttpJsonAutoConfiguration.beStrict(builder);
        return builder.build();
    }
}
