package io.saler.axonserver.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events processors are behind, on whichever node they run. It is looked at when somebody asks and at most
 * every few seconds; while a server is away, the last numbers stand.
 */
public final class ProcessorLags {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorLags.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final LocalProcessors processors;
    private final Standings standings;
    private Map<String, Long> lags = Map.of();
    private long lookedAt = System.nanoTime() - FRESH.toNanos();

    ProcessorLags(LocalProcessors processors, Standings standings) {
        this.processors = processors;
        this.standings = standings;
    }

    /** The names of all processors that this node can run. */
    public Set<String> processors() {
        return processors.all().keySet();
    }

    public synchronized long of(String processor) {
        if (System.nanoTime() - lookedAt >= FRESH.toNanos()) {
            lookedAt = System.nanoTime();
            try {
                lags = look();
            } catch (RuntimeException away) {
                LOG.debug("How far processors are behind cannot be told for the moment", away);
            }
        }
        return lags.getOrDefault(processor, 0L);
    }

    private Map<String, Long> look() {
        var now = new HashMap<String, Long>();
        Map<String, List<ProcessorSegment>> all = standings.all();
        long head = standings.head();
        all.forEach((name, segments) -> now.put(name, Math.max(0, head - Speeds.slowest(segments))));
        return now;
    }
}
