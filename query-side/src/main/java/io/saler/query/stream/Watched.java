package io.saler.query.stream;

import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * What one client looks at, from a state that it knows.
 *
 * @param <T> a state
 */
public interface Watched<T> {

    /** The state that the client knows already. */
    T known();

    /** What the client sees of a state: what looks the same is not told again. */
    Object look(T state);

    SseEventBuilder event(T state);

    /** Whether no other follows this state. */
    boolean isLast(T state);

    /**
     * Tells a listener of states from now on, until that is closed.
     *
     * @param listener never blocks
     */
    Watching watch(Consumer<T> listener);

    /** Ends a watch. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
