package io.saler.axonserver.json;

import io.saler.journal.JournalEntry.FieldChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The difference between the fields of a saga or an aggregate before and after a message. */
public final class Changes {

    private final Map<String, FieldChange> changes = new TreeMap<>();

    private Changes() {}

    /**
     * By the names of the fields, those of fields within joined by a dot; of a list, what it has lost and gained. Null
     * when nothing has changed.
     */
    public static @Nullable Map<String, FieldChange> between(
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
            } else if (from instanceof List<?> earlier && to instanceof List<?> now) {
                compare(prefix + name, earlier, now);
            } else if (!Objects.equals(from, to)) {
                changes.put(prefix + name, new FieldChange(from, to));
            }
        }
    }

    /** All of a long list each time that something joins it would be as much as its length squared. */
    private void compare(String name, List<?> before, List<?> after) {
        List<Object> lost = without(before, after);
        List<Object> gained = without(after, before);
        if (!lost.isEmpty() || !gained.isEmpty()) {
            changes.put(name, new FieldChange(lost.isEmpty() ? null : lost, gained.isEmpty() ? null : gained));
        }
    }

    private static List<Object> without(List<?> all, List<?> those) {
        var rest = new ArrayList<Object>();
        elements(all).forEach(rest::add);
        elements(those).forEach(rest::remove);
        return rest;
    }

    /** Of lists within as well, such as the stages of a process. */
    private static Stream<?> elements(Object value) {
        return value instanceof List<?> list ? list.stream().flatMap(Changes::elements) : Stream.of(value);
    }
}
