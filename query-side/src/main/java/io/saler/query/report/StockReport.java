package io.saler.query.report;

import io.saler.query.generation.Generation;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.springframework.stereotype.Component;

/** Counts how units moved, and how many there were. */
@Component
class StockReport implements Report<Timeline<StockFigures>> {

    /** What moved before the first period is in that of the number 0. */
    private static final String QUERY = """
            select width_bucket(at, bounds) as bucket,
                sum(units) filter (where cause = 'CREATED' or cause = 'ADJUSTED' and units > 0) as received,
                -sum(units) filter (where cause = 'ADJUSTED' and units < 0) as removed,
                -sum(units) filter (where cause = 'SOLD') as sold,
                sum(units) filter (where cause = 'RETURNED') as returned,
                sum(units) as change
            from <schema>.stock_change, asked
            where store_id = :store and at < :to and at <= :asOf""";

    private static final String OF_PRODUCTS = "\nand product_id in (select product_id from selected)";
    private static final String EACH = "\ngroup by bucket";

    private record Moved(long received, long removed, long sold, long returned, long change) {

        static final Moved NOTHING = new Moved(0, 0, 0, 0, 0);

        Moved plus(Moved other) {
            return new Moved(
                    received + other.received,
                    removed + other.removed,
                    sold + other.sold,
                    returned + other.returned,
                    change + other.change);
        }

        StockFigures figures(long onHand) {
            return new StockFigures(received, removed, sold, returned, onHand);
        }
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public Timeline<StockFigures> read(ReportRequest request, Generation generation, Handle handle) {
        var moved = new Moved[request.buckets().count() + 1];
        Arrays.fill(moved, Moved.NOTHING);
        String query = request.selectsProducts() ? FactQuery.SELECTED + QUERY + OF_PRODUCTS + EACH : QUERY + EACH;
        FactQuery.of(query, request, generation, handle)
                .map((row, context) -> moved[row.getInt("bucket")] = new Moved(
                        row.getLong("received"),
                        row.getLong("removed"),
                        row.getLong("sold"),
                        row.getLong("returned"),
                        row.getLong("change")))
                .list();
        var figures = new StockFigures[request.buckets().count()];
        long onHand = moved[0].change();
        Moved total = Moved.NOTHING;
        for (int bucket = 0; bucket < figures.length; bucket++) {
            Moved within = moved[bucket + 1];
            total = total.plus(within);
            onHand += within.change();
            figures[bucket] = within.figures(onHand);
        }
        return Timeline.of(request.buckets(), bucket -> figures[bucket], total.figures(onHand));
    }
}
