package io.saler.axonserver.processor;

import io.saler.projection.FindProjections;
import io.saler.projection.FoundProjections;
import io.saler.projection.ProjectionStatus;
import io.saler.projection.ProjectionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Tells how this side's processors stand, wherever they run. */
public final class ProcessorViews {

    private final LocalProcessors processors;
    private final Standings standings;
    private final ControlTable controls;
    private final FailureTable failures;
    private final ParkingProcessors parking;
    private final List<Rebuildable> rebuildable;

    ProcessorViews(
            LocalProcessors processors,
            Standings standings,
            ControlTable controls,
            FailureTable failures,
            ParkingProcessors parking,
            List<Rebuildable> rebuildable) {
        this.processors = processors;
        this.standings = standings;
        this.controls = controls;
        this.failures = failures;
        this.parking = parking;
        this.rebuildable = rebuildable;
    }

    @QueryHandler
    FoundProjections find(FindProjections query) {
        // The head last, or a processor could seem to be beyond it.
        Map<String, List<ProcessorSegment>> segments = standings.all();
        Map<String, Control> wanted = controls.all();
        Map<String, ProcessorError> errors = failures.all();
        Map<String, Long> letters = standings.deadLetters();
        Set<String> parks = parking.names();
        long head = standings.head();
        return new FoundProjections(segments.keySet().stream()
                .sorted()
                .map(name -> {
                    List<ProcessorSegment> parts = segments.getOrDefault(name, List.of());
                    Control control = wanted.getOrDefault(name, Control.NONE);
                    ProcessorError error = errors.get(name);
                    return view(
                            name,
                            parts,
                            control,
                            error != null && error.counts(control, parts) ? error : null,
                            parks.contains(name) ? letters.getOrDefault(name, 0L) : null,
                            head);
                })
                .toList());
    }

    /** One of this side. */
    public Optional<ProjectionView> find(String processor) {
        return find(new FindProjections()).projections().stream()
                .filter(view -> view.name().equals(processor))
                .findFirst();
    }

    private ProjectionView view(
            String name,
            List<ProcessorSegment> segments,
            Control wanted,
            @Nullable ProcessorError error,
            @Nullable Long deadLetters,
            long head) {
        long position = Speeds.slowest(segments);
        long lag = Math.max(0, head - position);
        return new ProjectionView(
                name,
                processors.side(name),
                position,
                head,
                lag,
                standings.eventsPerSecond(name),
                status(name, segments, wanted, error, lag),
                error == null ? null : new ProjectionView.Error(error.message(), error.since()),
                segments.stream().map(ProcessorViews::segment).toList(),
                deadLetters,
                rebuildable.stream().anyMatch(any -> any.has(name)));
    }

    private ProjectionStatus status(
            String name, List<ProcessorSegment> segments, Control wanted, @Nullable ProcessorError error, long lag) {
        if (wanted.paused()) {
            return ProjectionStatus.PAUSED;
        }
        if (error != null) {
            return ProjectionStatus.FAILED;
        }
        if (ProcessorTask.REBUILD.name().equals(wanted.task()) || standings.isReplaying(name, segments)) {
            return ProjectionStatus.REBUILDING;
        }
        if (segments.isEmpty() || segments.stream().anyMatch(segment -> segment.node() == null)) {
            return ProjectionStatus.UNCLAIMED;
        }
        return lag > Standings.FAR ? ProjectionStatus.CATCHING_UP : ProjectionStatus.RUNNING;
    }

    private static ProjectionView.Segment segment(ProcessorSegment segment) {
        return new ProjectionView.Segment(
                segment.id(), segment.mask(), segment.position(), segment.node(), segment.isReplaying());
    }
}
