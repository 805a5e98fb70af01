package io.saler.command.order;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client wants to wait for an outcome: {@code Prefer: wait=N} of RFC 7240, at most 30 seconds. */
record Patience(int seconds) {

    private static final int MOST = 30;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

    /** Reads the values of all {@code Prefer} headers; a preference that makes no sense is no preference. */
    static Patience preferred(@Nullable List<String> headers) {
        Matcher wait = WAIT.matcher(headers == null ? "" : String.join(",", headers));
        if (!wait.find()) {
            return new Patience(0);
        }
        String digits = wait.group(1);
        return new Patience(digits.length() > 6 ? MOST : Math.min(MOST, Integer.parseInt(digits)));
    }

    boolean isNone() {
        return seconds == 0;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** The value of {@code Preference-Applied}. */
    String applied() {
        return "wait=" + seconds;
    }
}
