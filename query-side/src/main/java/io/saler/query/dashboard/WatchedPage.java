package io.saler.query.dashboard;

import io.saler.query.stream.Watched;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * A page that a browser shows: it is told that it has changed, and asks itself what it looks like now; or that nobody
 * knows.
 *
 * @param known what the browser shows; a change since then is told at once
 * @param page the same for all who see the same
 * @param now what it looks like
 */
record WatchedPage(String known, Object page, Supplier<String> now, PageWatch pages) implements Watched<String> {

    @Override
    public Object look(String state) {
        return state;
    }

    @Override
    public SseEventBuilder event(String state) {
        String news = state.equals(PageWatch.AWAY) ? PageWatch.AWAY : "changed";
        return SseEmitter.event().id(state).name(news).data(state);
    }

    @Override
    public boolean isLast(String state) {
        return false;
    }

    @Override
    public Watching watch(Consumer<String> listener) {
        return pages.watch(page, now, listener);
    }
}
