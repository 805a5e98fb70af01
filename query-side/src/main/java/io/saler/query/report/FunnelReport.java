package io.saler.query.report;

import io.saler.analytics.FunnelStep;
import io.saler.query.generation.Generation;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.springframework.stereotype.Component;

/** Counts how far visits came. */
@Component
class FunnelReport implements TrackingReport<Timeline<FunnelFigures>> {

    private static final String QUERY = """
            select width_bucket(starts_at, bounds) as bucket, step, sum(sessions) as sessions
            from query.funnel_quarter, asked
            where store_id = :store and starts_at >= :from and starts_at < :to
              and starts_at <= cast(:asOf as timestamptz) - interval '15 minutes'
            group by bucket, step""";

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public Timeline<FunnelFigures> read(ReportRequest request, Generation generation, Handle handle) {
        Steps[] steps =
                Stream.generate(Steps::new).limit(request.buckets().count()).toArray(Steps[]::new);
        var total = new Steps();
        FactQuery.of(QUERY, request, generation, handle)
                .map((row, context) -> {
                    FunnelStep step = FunnelStep.valueOf(row.getString("step"));
                    long sessions = row.getLong("sessions");
                    total.add(step, sessions);
                    return steps[row.getInt("bucket") - 1].add(step, sessions);
                })
                .list();
        return Timeline.of(request.buckets(), bucket -> steps[bucket].figures(), total.figures());
    }

    private static final class Steps {

        private final Map<FunnelStep, Long> sessions = new EnumMap<>(FunnelStep.class);

        Steps add(FunnelStep step, long more) {
            sessions.merge(step, more, Long::sum);
            return this;
        }

        FunnelFigures figures() {
            return new FunnelFigures(
                    of(FunnelStep.VISIT),
                    of(FunnelStep.PRODUCT_VIEW),
                    of(FunnelStep.ADD_TO_CART),
                    of(FunnelStep.CHECKOUT),
                    of(FunnelStep.PAYMENT),
                    of(FunnelStep.PURCHASE));
        }

        private long of(FunnelStep step) {
            return sessions.getOrDefault(step, 0L);
        }
    }
}
