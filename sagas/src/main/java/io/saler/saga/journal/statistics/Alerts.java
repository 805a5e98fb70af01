package io.saler.saga.journal.statistics;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.statistics.AlertTable.Alert;
import io.saler.saga.journal.statistics.TroubleTable.Cause;
import io.saler.saga.notification.AdministratorMail;
import io.saler.saga.notification.AdministratorMailTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes to the administrator when sagas get stuck: one mail for all of them, another when there is a cause that was in
 * none yet, and one when no saga is stuck any more. What was written is noted in the transaction that has the mail
 * scheduled, so each is sent once, on whichever node.
 */
@Component
class Alerts {

    private final TroubleTable troubles;
    private final AlertTable alerts;
    private final AlertText text;
    private final JournalSettings.Alert settings;

    Alerts(TroubleTable troubles, AlertTable alerts, AlertText text, JournalSettings settings) {
        this.troubles = troubles;
        this.alerts = alerts;
        this.text = text;
        this.settings = settings.alert();
    }

    /** In the transaction in which somebody has looked, and nobody else does. */
    void tell(int begun, SchedulerClient scheduler, Instant now) {
        List<Cause> causes = troubles.causes();
        Alert alert = alerts.read();
        if (!causes.isEmpty()) {
            tellOf(causes, since(alert, begun, now), scheduler, now);
        } else if (alert.troubleSince() != null) {
            tellThatItIsOver(alert, alert.troubleSince(), scheduler, now);
        }
    }

    private static Alert since(Alert alert, int begun, Instant now) {
        Instant since = alert.troubleSince() == null ? now : alert.troubleSince();
        return new Alert(since, alert.troubled() + begun, null, alert.toldAt());
    }

    private void tellOf(List<Cause> causes, Alert alert, SchedulerClient scheduler, Instant now) {
        Alert after = alert;
        if (isTime(alert, now) && !alerts.tell(causes).isEmpty()) {
            send(text.trouble(causes, now), scheduler, now);
            after = new Alert(alert.troubleSince(), alert.troubled(), null, now);
        }
        alerts.write(after);
    }

    private boolean isTime(Alert alert, Instant now) {
        Instant first =
                alert.troubleSince() == null ? now : alert.troubleSince().plus(settings.after());
        Instant next = alert.toldAt() == null ? first : alert.toldAt().plus(settings.pause());
        return !now.isBefore(next);
    }

    private void tellThatItIsOver(Alert alert, Instant since, SchedulerClient scheduler, Instant now) {
        Instant quietSince = alert.quietSince() == null ? now : alert.quietSince();
        if (alert.toldAt() == null) {
            alerts.forget();
        } else if (now.isBefore(quietSince.plus(settings.clearAfter()))) {
            alerts.write(new Alert(since, alert.troubled(), quietSince, alert.toldAt()));
        } else {
            send(text.over(since, quietSince, alert.troubled()), scheduler, now);
            alerts.forget();
        }
    }

    private static void send(AdministratorMail mail, SchedulerClient scheduler, Instant now) {
        scheduler.scheduleIfNotExists(AdministratorMailTask.of(UUID.randomUUID().toString(), mail), now);
    }
}
