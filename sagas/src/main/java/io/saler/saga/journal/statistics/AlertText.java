package io.saler.saga.journal.statistics;

import io.saler.journal.SagaStatistics.FailureReason.Outcome;
import io.saler.saga.journal.statistics.TroubleTable.Cause;
import io.saler.saga.notification.AdministratorMail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The wording of mails about stuck sagas. Nobody's name and no reason of a customer is in a failure. */
@Component
class AlertText {

    private static final int MOST_CAUSES = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String dashboard;

    AlertText(@Value("${saler.public-url:http://127.0.0.1:8080}") String publicUrl) {
        this.dashboard = publicUrl + "/admin/dashboard/sagas";
    }

    AdministratorMail trouble(List<Cause> causes, Instant now) {
        long sagas = causes.stream().mapToLong(Cause::count).sum();
        var lines = new ArrayList<String>();
        var links = new ArrayList<String>();
        lines.add("%s stuck, as of %s.".formatted(sagas == 1 ? "1 saga is" : sagas + " sagas are", TIME.format(now)));
        causes.stream().limit(MOST_CAUSES).forEach(cause -> {
            String example = dashboard + "/" + cause.first();
            lines.addAll(List.of("", inWords(cause), "The first of them:", example));
            links.add(example);
        });
        if (causes.size() > MOST_CAUSES) {
            lines.addAll(List.of("", "There are %d more causes.".formatted(causes.size() - MOST_CAUSES)));
        }
        addAll("All of which something fails:", Outcome.STUCK, "?status=STUCK", causes, lines, links);
        addAll("All that are stuck or too slow:", Outcome.OVERDUE, "?stuckFor=PT0S", causes, lines, links);
        lines.add("");
        if (causes.stream().anyMatch(cause -> cause.outcome() == Outcome.STUCK)) {
            lines.add("What fails is tried again by itself, and its saga goes on as soon as that succeeds.");
        }
        lines.add("You get another mail when there is another cause, and one when no saga is stuck any more.");
        return new AdministratorMail(
                "Saler: %s stuck".formatted(sagas == 1 ? "1 saga is" : sagas + " sagas are"), lines, links);
    }

    private void addAll(
            String title, Outcome which, String query, List<Cause> causes, List<String> lines, List<String> links) {
        if (causes.stream().anyMatch(cause -> cause.outcome() == which)) {
            lines.addAll(List.of("", title, dashboard + query));
            links.add(dashboard + query);
        }
    }

    private static String inWords(Cause cause) {
        String step = cause.step().isEmpty() ? "" : " in " + cause.step();
        String since = TIME.format(cause.since());
        return cause.outcome() == Outcome.OVERDUE
                ? "%d × %s%s for too long, since %s; nothing has failed"
                        .formatted(cause.count(), cause.type(), step, since)
                : "%d × %s%s, since %s: %s".formatted(cause.count(), cause.type(), step, since, cause.reason());
    }

    AdministratorMail over(Instant since, Instant until, long sagas) {
        return new AdministratorMail(
                "Saler: no saga is stuck any more",
                List.of(
                        "From %s until %s, %s stuck. None is any more."
                                .formatted(
                                        TIME.format(since),
                                        TIME.format(until),
                                        sagas == 1 ? "1 saga was" : sagas + " sagas were"),
                        "",
                        dashboard),
                List.of(dashboard));
    }
}
