package io.saler.acceptance;

/** {@code ./saler test --soak}: whether proofs by chance and under load run at their full length. */
final class Soak {

    private static final boolean WANTED = Boolean.getBoolean("saler.soak");

    private Soak() {}

    static boolean isWanted() {
        return WANTED;
    }

    /** How many rounds of something: one, or that many to soak. */
    static int rounds(int whenSoaking) {
        return WANTED ? whenSoaking : 1;
    }
}
