package io.saler.gateway.request;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP of Tomcat, for clients who do not dawdle. Tomcat bounds the time between two bytes; whoever sends a byte every
 * few seconds would hold a connection for days. Here a request's headers and its body have to be complete some time
 * after its first byte, or else the connection is closed. Created by Tomcat from its name.
 */
public final class PunctualHttp11 extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(PunctualHttp11.class);
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** The time of a request whose first byte has not come yet. */
    private static final long NONE = -1;

    /** All there are, in use or waiting to be used again. */
    private final Set<Watched> watched = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile Duration headersWithin = Duration.ofSeconds(10);
    private volatile Duration bodyWithin = Duration.ofSeconds(30);

    /** To be called before it is started. */
    void cutOff(Duration headers, Duration body) {
        headersWithin = headers;
        bodyWithin = body;
    }

    @Override
    public void start() throws Exception {
        super.start();
        long pause = Math.clamp(headersWithin.toMillis() / 4, 10, LONGEST_PAUSE_MILLIS);
        getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    protected Processor createProcessor() {
        var processor = new Watched(this);
        watched.add(processor);
        return processor;
    }

    private void closeLate() {
        List<Watched> all;
        synchronized (watched) {
            all = List.copyOf(watched);
        }
        for (Watched processor : all) {
            try {
                closeIfLate(processor);
            } catch (RuntimeException changing) {
                // It is looked at while its own thread works on it. Next time it will be another one or at rest.
                log.debug("A connection could not be looked at", changing);
            }
        }
    }

    private static void closeIfLate(Watched processor) {
        // Taken first: should another request begin meanwhile, then the connection of this one is closed already.
        SocketWrapperBase<?> connection = processor.connection();
        if (connection != null && !connection.isClosed() && processor.isLateAgain()) {
            log.debug("Closed a connection whose request took too long to arrive");
            connection.close();
        }
    }

    private boolean isLate(Watched processor) {
        Request request = processor.getRequest();
        long age = System.nanoTime() - request.getStartTimeNanos();
        return switch (request.getRequestProcessor().getStage()) {
            case Constants.STAGE_SERVICE, Constants.STAGE_ENDINPUT ->
                age > bodyWithin.toNanos() && hasBody(request) && !request.isFinished();
            // Whoever has sent half of the headers is waited for without a thread, as if it had ended.
            case Constants.STAGE_PARSE, Constants.STAGE_ENDED -> age > headersWithin.toNanos() && !processor.isAsync();
            default -> false;
        };
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getMimeHeaders().getHeader("Transfer-Encoding") != null;
    }

    private static final class Watched extends Http11Processor {

        private final PunctualHttp11 http;
        private long suspect = NONE;

        Watched(PunctualHttp11 http) {
            super(http, http.getAdapter());
            this.http = http;
        }

        /** Looked at twice, for between its last byte and its end a request looks late for a moment. */
        boolean isLateAgain() {
            long began = getRequest().getStartTimeNanos();
            boolean late = began != NONE && http.isLate(this);
            boolean again = late && suspect == began;
            suspect = late ? began : NONE;
            return again;
        }

        @Nullable
        SocketWrapperBase<?> connection() {
            return getSocketWrapper();
        }
    }
}
