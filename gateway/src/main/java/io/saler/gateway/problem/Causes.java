package io.saler.gateway.problem;

import jakarta.servlet.ServletException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the telling exception among those wrapped around it. */
final class Causes {

    private static final int DEEPEST = 32;

    private Causes() {}

    /** Takes off what only says that something happened on another thread or behind a proxy. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable cause = current.getCause();
            boolean wrapper = current instanceof CompletionException
                    || current instanceof ExecutionException
                    || current instanceof UndeclaredThrowableException
                    || current.getClass() == ServletException.class;
            if (!wrapper || cause == null) {
                return current;
            }
            current = cause;
        }
        return current;
    }

    /** The exception itself and its causes, outermost first; bounded, for causes can form a ring. */
    static Stream<Throwable> of(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(DEEPEST);
    }

    static <T extends Throwable> @Nullable T first(Throwable thrown, Class<T> type) {
        return of(thrown).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }
}
