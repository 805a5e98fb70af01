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

    /** One tag of a list, and what separates it from the one before. */
    private static final Pattern TAG =
            Pattern.compile("\\G[,\\s]*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"(?=\\s*(?:,|$))");

    private static final Pattern REST = Pattern.compile("[,\\s]*");
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
        Matcher tag = TAG.matcher(ifMatch);
        int end = 0;
        while (tag.find()) {
            Matcher version = VERSION.matcher(tag.group(2));
            if (tag.group(1) == null && version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
            end = tag.end();
        }
        if (versions.isEmpty() || !REST.matcher(ifMatch.substring(end)).matches()) {
            throw outdated.get();
        }
        return versions;
    }

    /** The value of {@code ETag} for a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
