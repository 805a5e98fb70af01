package io.saler.command;

import io.saler.failure.Failure;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions as HTTP says them (RFC 9110): what an {@code ETag} tells, and what {@code If-Match} builds on. Of a tag such
 * as {@code "3.1"}, the number before the dot is the version.
 */
public final class VersionCondition {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final Pattern LIST =
            Pattern.compile("[,\\s]*" + TAG.pattern() + "(?:\\s*,[,\\s]*" + TAG.pattern() + ")*[,\\s]*");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,18})(?:\\.\\d+)?");

    private VersionCondition() {}

    /**
     * The versions that are good enough, or null for any. Weak tags never are; when no tag is one that anything could
     * have, the given refusal is thrown.
     */
    public static @Nullable Set<Long> expected(@Nullable String ifMatch, Supplier<? extends Failure> outdated) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        var versions = new TreeSet<Long>();
        if (LIST.matcher(ifMatch).matches()) {
            TAG.matcher(ifMatch)
                    .results()
                    .filter(tag -> tag.group(1) == null)
                    .map(tag -> VERSION.matcher(tag.group(2)))
                    .filter(Matcher::matches)
                    .forEach(version -> versions.add(Long.valueOf(version.group(1))));
        }
        if (versions.isEmpty()) {
            throw outdated.get();
        }
        return versions;
    }

    /** The value of {@code ETag} for a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
