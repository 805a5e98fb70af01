package io.saler.query.projection;

import io.saler.axonserver.processor.ProcessorSegment;
import io.saler.axonserver.processor.Standings;
import io.saler.axonserver.processor.StewardRound;
import io.saler.projection.RebuildProgress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Notices when a rebuild has come to where its projection was before. */
@Component
class RebuildWatch implements StewardRound {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWatch.class);

    private final RebuildTable rebuilds;
    private final Standings standings;

    RebuildWatch(RebuildTable rebuilds, Standings standings) {
        this.rebuilds = rebuilds;
        this.standings = standings;
    }

    @Override
    public void look() {
        for (Rebuild rebuild : rebuilds.underWay()) {
            String name = rebuild.projection();
            List<ProcessorSegment> segments = standings.of(name);
            if (!segments.isEmpty() && !standings.isReplaying(name, segments)) {
                rebuilds.end(name, RebuildProgress.Status.COMPLETED);
                LOG.info("The projection {} is rebuilt", name);
            }
        }
    }
}
