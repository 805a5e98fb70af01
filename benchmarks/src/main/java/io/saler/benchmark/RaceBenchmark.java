package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets many buyers race for 50 units of each of some products, several times, and prints a line for each race and the
 * median of their times.
 */
final class RaceBenchmark {

    private static final int UNITS = 50;

    private final Shop shop;
    private final int buyers;
    private final int lines;

    RaceBenchmark(Shop shop, int buyers, int lines) {
        this.shop = shop;
        this.buyers = buyers;
        this.lines = lines;
    }

    /** Answers whether in every race all that there was was sold, no unit twice, and everybody else told so. */
    boolean run(int races) {
        say("%d buyers at once for %d units of %d product(s):", buyers, UNITS, lines);
        say("");
        say("| race | sold | rejected | other answers | last answer s |");
        say("|---|---|---|---|---|");
        var race = new Race(shop, buyers, UNITS, lines);
        var seconds = new ArrayList<Double>();
        boolean whole = true;
        for (int number = 1; number <= races; number++) {
            shop.staySignedIn();
            Race.Result result = race.run();
            seconds.add(result.untilLast().toNanos() / 1e9);
            say(
                    "| %d | %d | %d | %s | %.2f |",
                    number, result.sold(), result.rejected(), others(result), seconds.getLast());
            whole &= result.sold() == Math.min(UNITS, buyers) && result.others().isEmpty();
        }
        say("| median | | | | %.2f |", median(seconds));
        return whole;
    }

    private static String others(Race.Result result) {
        return result.others().isEmpty()
                ? "0"
                : result.others().entrySet().stream()
                        .map(kind -> kind.getValue() + " × " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** Of an even number the mean of the middle two. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
