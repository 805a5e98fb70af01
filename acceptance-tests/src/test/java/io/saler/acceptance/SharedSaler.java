package io.saler.acceptance;

/** The one Saler of all tests that do it no harm; it ends with the JVM. */
final class SharedSaler {

    private static final SalerProcess INSTANCE = SalerProcess.startFresh();

    private SharedSaler() {}

    static SalerProcess get() {
        return INSTANCE;
    }
}
