package io.saler.saga.journal.statistics;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is the same about the failures of many sagas that fail for one reason. */
final class CauseText {

    private static final int LONGEST = 200;

    /** Ids, attempts, times, addresses; but not what somebody has answered with. */
    private static final Pattern VARYING = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|\\b(?<!status )\\w*\\d\\w*(?:[-.:/+]+\\w*\\d\\w*)*"
            + "|\\b[a-z]+_\\w*[A-Z]\\w*");

    /** As a saga lists the steps that have failed, each with its failure; the last of many is cut off. */
    private static final Pattern STEP = Pattern.compile(
            "Step\\[action=(\\w+), item=[^]]*]=(.*?)(?:(?=, Step\\[action=)|}$|( \\(truncated\\)\\.{3})?$)",
            Pattern.DOTALL);

    private CauseText() {}

    static String of(String failure) {
        String same = VARYING.matcher(failure).replaceAll("…");
        return cut(same.startsWith("{Step[") ? ofSteps(same) : same);
    }

    /** However many lines an order has of which they fail. */
    private static String ofSteps(String failures) {
        var actions = new TreeSet<String>();
        var texts = new TreeSet<String>();
        List<MatchResult> steps = STEP.matcher(failures).results().toList();
        for (MatchResult step : steps) {
            if (step.group(3) == null || steps.size() == 1) {
                actions.add(step.group(1));
                texts.add(step.group(2));
            }
        }
        return actions.isEmpty() ? failures : String.join(", ", actions) + ": " + String.join("; ", texts);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
