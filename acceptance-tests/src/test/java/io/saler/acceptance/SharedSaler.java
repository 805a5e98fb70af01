package io.saler.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The one Saler of all tests that do it no harm; it ends with the JVM. */
final class SharedSaler {

    /**
     * To be read by who looks at all projections, or into all tables: of the former one may refuse an event, and say so
     * in PostgreSQL's words, and of the latter some are those of generations that are dropped, while somebody writes
     * it.
     */
    static final String PROJECTIONS = "projections of the shared Saler";

    private static final Collector COLLECTOR = collector();
    private static final SalerProcess INSTANCE = start();

    private SharedSaler() {}

    static SalerProcess get() {
        return INSTANCE;
    }

    /** Takes the traces of what callers want to be traced, where it is one process. */
    static Collector traces() {
        return COLLECTOR;
    }

    private static SalerProcess start() {
        return SalerProcess.startFresh(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                COLLECTOR.url(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "200",
                "OTEL_TRACES_SAMPLER",
                "parentbased_always_off",
                // Above the three seconds of a slow payment; what never comes is missed sooner.
                "SALER_PAYMENT_GATEWAYTIMEOUT",
                "4s"));
    }

    private static Collector collector() {
        try {
            return new Collector();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
