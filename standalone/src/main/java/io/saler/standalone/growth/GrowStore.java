package io.saler.standalone.growth;

import io.saler.standalone.StoppedSaler;
import io.saler.standalone.StoppedSalerCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** {@code saler grow}: copies finished orders in the embedded event store until it holds so many events. */
public final class GrowStore extends StoppedSalerCommand {

    GrowStore() {
        super("the event store was not changed", GrowthOptions.USAGE);
    }

    /** Ends the process. */
    public static void main(String[] arguments) {
        new GrowStore().runAsProcess(arguments);
    }

    @Override
    protected boolean work(String... arguments) throws InterruptedException {
        GrowthOptions options = GrowthOptions.parse(arguments);
        StoppedSaler saler = started(options.dataDirectory(), List.of());
        long began = System.nanoTime();
        var growth = new Growth(database(saler.connectionProperties()), GrowStore::report);
        Growth.Outcome outcome = options.from() == null ? growth.to(options.events()) : growth.from(options.from());
        say(
                "%,d orders with %,d events were added in %d s",
                outcome.orders(), outcome.events(), (System.nanoTime() - began) / 1_000_000_000);
        if (outcome.orders() > 0) {
            say("Processors that send or sell something never see them. The lists of orders, stock and mails are");
            say("brought up to date by the next ./saler run, which takes a few minutes for a million events.");
            tidyUp(growth);
        }
        return true;
    }

    private static void tidyUp(Growth growth) {
        try {
            growth.tidyUp();
        } catch (RuntimeException left) {
            say("PostgreSQL could not tidy up and does so later: %s", left);
        }
    }

    private static Jdbi database(Map<String, String> properties) {
        return Jdbi.create(
                properties.getOrDefault("spring.datasource.url", ""),
                properties.getOrDefault("spring.datasource.username", ""),
                properties.getOrDefault("spring.datasource.password", ""));
    }

    private static void report(long events) {
        say("%,d events", events);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
