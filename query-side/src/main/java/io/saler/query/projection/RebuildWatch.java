package io.saler.query.projection;

import io.saler.axonserver.processor.ProcessorViews;
import io.saler.axonserver.processor.StewardRound;
import io.saler.projection.ProjectionStatus;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Notices when a rebuild has come to where its projection was before. */
@Component
class RebuildWatch implements StewardRound {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWatch.class);

    private final RebuildTable rebuilds;
    private final ProcessorViews processors;

    RebuildWatch(RebuildTable rebuilds, ProcessorViews processors) {
        this.rebuilds = rebuilds;
        this.processors = processors;
    }

    @Override
    public boolean look() {
        for (Rebuild rebuild : rebuilds.underWay()) {
            String name = rebuild.projection();
            if (processors.find(name).filter(RebuildWatch::isThere).isPresent()) {
                rebuilds.end(name, RebuildProgress.Status.COMPLETED);
                LOG.info("The projection {} is rebuilt", name);
            }
        }
        return false;
    }

    private static boolean isThere(ProjectionView projection) {
        return projection.status() == ProjectionStatus.RUNNING || projection.status() == ProjectionStatus.CATCHING_UP;
    }
}
