package io.saler.benchmark.year;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Has lines arrive as they do over a network of phones: most in nearly the order in which they were told, some long
 * after others, and some twice. It holds a small part of them at a time.
 */
final class Disorder {

    private static final int MOST_HELD = 5_000;
    private static final int LEAST_HELD = 10;
    private static final int PARTS = 500;
    private static final int ONE_IN_SO_MANY_TWICE = 25;
    private static final int ONE_IN_SO_MANY_LATE = 50;

    private final RandomGenerator chance;
    private final Consumer<String> to;
    private final int held;
    private final List<String> soon = new ArrayList<>();
    private final List<String> late = new ArrayList<>();

    /** @param lines about how many there will be */
    Disorder(RandomGenerator chance, long lines, Consumer<String> to) {
        this.chance = chance;
        this.to = to;
        this.held = (int) Math.clamp(lines / PARTS, LEAST_HELD, MOST_HELD);
    }

    void add(String line) {
        send(line);
        if (chance.nextInt(ONE_IN_SO_MANY_TWICE) == 0) {
            send(line);
        }
    }

    private void send(String line) {
        List<String> under = chance.nextInt(ONE_IN_SO_MANY_LATE) == 0 ? late : soon;
        under.add(line);
        if (under.size() > held) {
            Collections.swap(under, chance.nextInt(under.size()), under.size() - 1);
            to.accept(under.removeLast());
        }
    }

    /** To be called behind the last line. */
    void end() {
        soon.addAll(late);
        Collections.shuffle(soon, chance);
        soon.forEach(to);
        soon.clear();
        late.clear();
    }
}
