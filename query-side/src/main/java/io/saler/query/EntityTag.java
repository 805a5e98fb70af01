package io.saler.query;

/**
 * Makes the version of what is shown into an {@code ETag}.
 *
 * <p>The number before the dot is that of the aggregate's last event: the version that a change can build on
 * ({@code If-Match}). The number after it counts what else has changed in the answer, such as whether there is stock.
 */
public final class EntityTag {

    private EntityTag() {}

    /** For what changes with its aggregate only, for example {@code "3"}, with its quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** For example {@code "3.1"}, with its quotes. */
    public static String of(long version, long otherChanges) {
        return "\"" + unquoted(version, otherChanges) + "\"";
    }

    /** The same without its quotes, for where a version is no header. */
    public static String unquoted(long version, long otherChanges) {
        return version + "." + otherChanges;
    }
}
