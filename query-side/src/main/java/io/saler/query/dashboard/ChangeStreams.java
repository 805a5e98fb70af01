package io.saler.query.dashboard;

import io.saler.gateway.access.CurrentUser;
import io.saler.query.stream.StreamPlaces;
import io.saler.query.stream.StreamTimes;
import io.saler.query.stream.Streams;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The streams of the dashboard's pages on this node. Safe for use by many threads. */
@Component
class ChangeStreams {

    private static final int MOST = 200;

    private final PageWatch watch;
    private final Streams streams;
    private final StreamPlaces places = new StreamPlaces(MOST, MOST, most -> tooMany(), ChangeStreams::tooMany);

    ChangeStreams(PageWatch watch, Streams streams) {
        this.watch = watch;
        this.streams = streams;
    }

    /**
     * Tells a browser of changes from here on.
     *
     * @param page the same for all who see the same
     * @param seen what its page shows; a change since then is told at once
     */
    SseEmitter open(Object page, Supplier<String> look, String seen, CurrentUser viewer) throws IOException {
        SseEmitter client = Streams.client();
        client.send(Streams.signOfLife());
        streams.begin(client, new WatchedPage(seen, page, look, watch), StreamTimes.USUAL, places, viewer);
        return client;
    }

    private static RuntimeException tooMany() {
        return new RejectedExecutionException("Too many pages are watched on this node");
    }
}
