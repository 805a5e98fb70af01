package io.saler.demo.check;

import io.saler.demo.scenario.OrderStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold of the buyers' mailboxes once every order has ended. */
final class MailChecks {

    private MailChecks() {}

    /**
     * Each buyer was told of each order's end, once.
     *
     * @param mails how many mails at the buyer's address name the order, by order id
     * @param repeatable how many of them may have arrived a second time: whoever is killed between handing a mail over
     *     and noting it sends that one again
     */
    static Verdict everyMailArrivedOnce(List<OrderStory> stories, Map<String, Integer> mails, int repeatable) {
        var failures = new ArrayList<String>();
        int confirmed = 0;
        int rejected = 0;
        int repeated = 0;
        for (OrderStory story : stories) {
            if (!story.isConfirmed() && !story.isRejected()) {
                continue;
            }
            confirmed += story.isConfirmed() ? 1 : 0;
            rejected += story.isRejected() ? 1 : 0;
            int seen = mails.getOrDefault(story.orderId(), 0);
            if (seen == 2 && repeated < repeatable) {
                repeated++;
            } else if (seen != 1) {
                failures.add("%s (%s): expected one mail to %s that names it, saw %d"
                        .formatted(story.name(), story.fate(), story.buyer().email(), seen));
            }
        }
        return new Verdict(
                "Every mail arrived, and once",
                "%d of confirmation, %d of rejection".formatted(confirmed, rejected)
                        + (repeated == 0 ? "" : ", %d of them repeated after a kill".formatted(repeated)),
                failures);
    }

    /** Whether waiting longer could not help: nothing is missing any more. */
    static boolean allArrived(List<OrderStory> stories, Map<String, Integer> mails) {
        return stories.stream()
                .filter(story -> story.isConfirmed() || story.isRejected())
                .allMatch(story -> mails.getOrDefault(story.orderId(), 0) >= 1);
    }
}
