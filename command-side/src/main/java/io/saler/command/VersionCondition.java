package io.saler.command;

import io.saler.failure.Failure;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions as HTTP says them: what an {@code ETag} tells, and what {@code If-Match} builds on. Of a tag such as
 * {@code "3.1"}, the number before the dot is the version.
 */
public final class VersionCondition {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.\\d+)?\"");

    private VersionCondition() {}

    /** Null for any version; a tag that nothing ever had throws the given refusal. */
    public static @Nullable Long expected(@Nullable String ifMatch, Supplier<? extends Failure> outdated) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw outdated.get();
        }
        return Long.valueOf(tag.group(1));
    }

    /** The value of {@code ETag} for a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
