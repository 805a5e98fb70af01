package io.saler.acceptance;

/**
 * The database in which the simulated payment gateway keeps its books. While it is locked, the gateway answers nobody;
 * Saler's own database beside it goes on.
 */
final class GatewayBooks {

    private static final String DATABASE = "simulated_gateway";

    private final SalerDatabase server;

    GatewayBooks(SalerProcess saler) {
        this.server = new SalerDatabase(saler, "postgres");
    }

    /** Lets nobody in any more, and sends away who is there. */
    void lock() {
        server.run("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(DATABASE));
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(DATABASE));
    }

    void unlock() {
        server.run("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(DATABASE));
    }
}
