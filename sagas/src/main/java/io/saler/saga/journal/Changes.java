package io.saler.saga.journal;

import io.saler.journal.JournalEntry.FieldChange;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The difference between a saga's fields before and after a message. */
final class Changes {

    private final Map<String, FieldChange> changes = new TreeMap<>();

    private Changes() {}

    /** By the names of the fields, those of fields within joined by a dot; null when nothing has changed. */
    static @Nullable Map<String, FieldChange> between(
            @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        if (before == null || after == null) {
            return null;
        }
        var difference = new Changes();
        difference.compare("", before, after);
        return difference.changes.isEmpty() ? null : difference.changes;
    }

    private void compare(String prefix, Map<?, ?> before, Map<?, ?> after) {
        var names = new HashSet<Object>(before.keySet());
        names.addAll(after.keySet());
        for (Object name : names) {
            Object from = before.get(name);
            Object to = after.get(name);
            if (from instanceof Map<?, ?> inner && to instanceof Map<?, ?> then) {
                compare(prefix + name + ".", inner, then);
            } else if (!Objects.equals(from, to)) {
                changes.put(prefix + name, new FieldChange(from, to));
            }
        }
    }
}
