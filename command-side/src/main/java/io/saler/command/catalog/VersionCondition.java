package io.saler.command.catalog;

import io.saler.catalog.CatalogFailure.ProductMoved;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code If-Match}: of a tag such as {@code "3.1"}, the number before the dot is the version to build on. */
final class VersionCondition {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.\\d+)?\"");

    private VersionCondition() {}

    /** Null for any version; a tag that no product ever had is refused with {@link ProductMoved}. */
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ProductMoved();
        }
        return Long.valueOf(tag.group(1));
    }
}
