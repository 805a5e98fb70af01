package io.saler.gateway.problem;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Writes JSON pointers (RFC 6901). */
final class JsonPointers {

    private JsonPointers() {}

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of the field of an {@link io.saler.value.InvalidValue}, for example {@code tags/3}. */
    static String ofField(String field) {
        return "/" + field;
    }

    /** The pointer of a validated property, for example {@code /lines/0/quantity}. */
    static String of(Path path) {
        var pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escaped(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                pointer.append('/').append(escaped(node.getName()));
            }
        }
        return pointer.toString();
    }

    /** The pointer of a property as Spring writes it, for example {@code lines[0].quantity}. */
    static String of(String property) {
        return "/"
                + escaped(property)
                        .replace("].", "/")
                        .replace("]", "")
                        .replace('[', '/')
                        .replace('.', '/');
    }
}
