package io.saler.query.dashboard;

import io.saler.projection.FindProjections;
import io.saler.projection.FoundProjections;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.ProjectionStatus;
import io.saler.projection.ProjectionView;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The event processors of all sides. One of a side that is away is missing. */
@Component
class Projections {

    private static final Set<ProjectionStatus> TROUBLE =
            Set.of(ProjectionStatus.FAILED, ProjectionStatus.PAUSED, ProjectionStatus.UNCLAIMED);

    private final Questions questions;

    Projections(Questions questions) {
        this.questions = questions;
    }

    /**
     * All of them in short.
     *
     * @param furthest the lag of the one that is furthest behind
     * @param troubled how many do not get on
     */
    record Summary(long furthest, long deadLetters, long troubled) {}

    /** By side and name. */
    List<ProjectionView> all() {
        return sorted(questions.askAll(new FindProjections(), FoundProjections.class));
    }

    /** The same in Saler's own name. */
    List<ProjectionView> allForAll() {
        return sorted(questions.askAllForAll(new FindProjections(), FoundProjections.class));
    }

    private static List<ProjectionView> sorted(List<FoundProjections> found) {
        return found.stream()
                .flatMap(side -> side.projections().stream())
                .sorted(Comparator.comparing(ProjectionView::side).thenComparing(ProjectionView::name))
                .toList();
    }

    static ProjectionView one(List<ProjectionView> all, String name) {
        return all.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(ProjectionFailure.ProjectionUnknown::new);
    }

    Summary summary(List<ProjectionView> all) {
        return new Summary(
                all.stream().mapToLong(ProjectionView::lag).max().orElse(0),
                all.stream()
                        .map(ProjectionView::deadLetters)
                        .filter(parked -> parked != null)
                        .mapToLong(Long::longValue)
                        .sum(),
                all.stream().filter(each -> TROUBLE.contains(each.status())).count());
    }
}
