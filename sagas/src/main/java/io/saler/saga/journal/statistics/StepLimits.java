package io.saler.saga.journal.statistics;

import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.statistics.StatisticsTable.StepOfType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** For how long a saga may be in a step: as somebody has said, or else as long as that usually takes, and longer. */
@Component
class StepLimits {

    private static final Logger LOG = LoggerFactory.getLogger(StepLimits.class);

    private static final Duration BY_THE_HOUR = Duration.ofHours(1);
    private static final Duration USUAL_SINCE = Duration.ofDays(7);

    private final JournalSettings settings;
    private final StatisticsTable statistics;
    private final Map<StepOfType, Duration> said = new HashMap<>();
    private final Set<StepOfType> ofSomebody;

    StepLimits(JournalSettings settings, StatisticsTable statistics, List<SagaOutline<?>> outlines) {
        this.settings = settings;
        this.statistics = statistics;
        settings.steps().forEach((type, steps) -> {
            if (outlines.stream()
                    .noneMatch(outline -> outline.saga().getSimpleName().equalsIgnoreCase(type))) {
                LOG.warn("saler.saga-journal.steps.{} names a saga that there is not", type);
            }
            steps.forEach((step, after) -> said.put(anyCase(type, step), DurationStyle.detectAndParse(after)));
        });
        ofSomebody = outlines.stream()
                .flatMap(outline -> outline.stepsOfSomebody().stream()
                        .map(step -> anyCase(outline.saga().getSimpleName(), step)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As limits are known by: an environment variable has no case, and an underscore in it is a dot. */
    private static StepOfType anyCase(String type, String step) {
        return new StepOfType(
                type.toLowerCase(Locale.ROOT), step.toLowerCase(Locale.ROOT).replaceAll("[._]", ""));
    }

    /**
     * For how long sagas of a type may be in a step, both in lower case and without underscores.
     *
     * @param ofSomebody whether they wait for somebody there, and so until a deadline; they are overdue when that has
     *     passed for so long
     * @param learnt whether it moves with how long the step takes
     */
    record Limit(String type, String step, Duration after, boolean ofSomebody, boolean learnt) {}

    /** Those of a step, when this is all of them. */
    Limit of(String type, String step, List<Limit> known) {
        StepOfType wanted = anyCase(type, step);
        return known.stream()
                .filter(limit ->
                        limit.type().equals(wanted.type()) && limit.step().equals(wanted.step()))
                .findFirst()
                .orElseGet(() -> limit(wanted, new Histogram()));
    }

    /** Of the steps that are known; all others have {@link #otherwise}. */
    List<Limit> at(Instant now) {
        Map<StepOfType, Histogram> usual = statistics.times(BY_THE_HOUR, now.minus(USUAL_SINCE));
        var limits = new HashMap<StepOfType, Limit>();
        Stream.concat(said.keySet().stream(), ofSomebody.stream())
                .forEach(step -> limits.put(step, limit(step, new Histogram())));
        usual.forEach((step, times) -> {
            if (!step.step().isEmpty()) {
                StepOfType known = anyCase(step.type(), step.step());
                limits.put(known, limit(known, times));
            }
        });
        return List.copyOf(limits.values());
    }

    Duration otherwise() {
        return settings.overdue().otherwise();
    }

    /** Than which none can be, whatever is learnt. */
    Duration shortest() {
        JournalSettings.Overdue overdue = settings.overdue();
        return Stream.concat(
                        said.values().stream(), Stream.of(overdue.otherwise(), overdue.atLeast(), overdue.atMost()))
                .min(Duration::compareTo)
                .orElseGet(overdue::otherwise);
    }

    private Limit limit(StepOfType step, Histogram usual) {
        Duration after = said.get(step);
        boolean waits = ofSomebody.contains(step);
        boolean learnt = after == null && !waits;
        if (after == null) {
            after = waits ? settings.overdue().atLeast() : learnt(usual);
        }
        return new Limit(step.type(), step.step(), after, waits, learnt);
    }

    private Duration learnt(Histogram usual) {
        JournalSettings.Overdue overdue = settings.overdue();
        Long p99Ms = usual.count() < overdue.samples() ? null : usual.quantileMs(0.99);
        if (p99Ms == null) {
            return overdue.otherwise();
        }
        Duration learnt = Duration.ofMillis((long) (p99Ms * overdue.factor()));
        if (learnt.compareTo(overdue.atLeast()) < 0) {
            return overdue.atLeast();
        }
        return learnt.compareTo(overdue.atMost()) > 0 ? overdue.atMost() : learnt;
    }
}
