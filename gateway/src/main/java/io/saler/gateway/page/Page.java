package io.saler.gateway.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page starts, to be given as {@code after}; null, and shown as null, on the last page
 */
public record Page<T>(
        List<T> items,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
        String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows of which {@link Limit#andOneMore()} were asked for: the one too many only shows that there
     * is more.
     *
     * @param key what the list is sorted by, of the row after which the next page starts
     */
    public static <R> Page<R> of(List<R> rows, Limit limit, Function<? super R, ?> key) {
        if (rows.size() <= limit.items()) {
            return new Page<>(rows, null);
        }
        List<R> shown = rows.subList(0, limit.items());
        return new Page<>(shown, Cursor.at(key.apply(shown.getLast())));
    }

    public <S> Page<S> map(Function<? super T, ? extends S> change) {
        return new Page<>(items.stream().<S>map(change).toList(), next);
    }
}
