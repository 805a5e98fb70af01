package io.saler.gateway.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of one request: given by the caller in {@code X-Request-Id} when it has at most 128 letters, digits, dots,
 * hyphens and underscores, or else made here. It is answered, logged, and kept with every event the request causes.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The name of the id in log lines (MDC) and in the metadata of messages. */
    public static final String KEY = "requestId";

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** The id of a request that has one; null only before the filter has seen it. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }

    static String assign(HttpServletRequest request) {
        String known = of(request);
        if (known != null) {
            return known;
        }
        String given = request.getHeader(HEADER);
        String id = given != null && SYNTAX.matcher(given).matches() ? given : fresh();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
