package io.saler.acceptance;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Where chance begins: at {@code saler.seed} when it is given, and at another place in every run otherwise. It is
 * printed, so that a run can be repeated as far as threads and processes let it.
 */
final class Seed {

    private Seed() {}

    static long of(String what) {
        long seed = Long.getLong("saler.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.println(what + ": saler.seed=" + seed);
        return seed;
    }
}
