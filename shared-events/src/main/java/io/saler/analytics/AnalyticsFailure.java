package io.saler.analytics;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** Why something about what visitors do, or about what merchants are told in numbers, can be refused. */
public abstract sealed class AnalyticsFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private AnalyticsFailure(FailureKind kind, String type, String message) {
        super(kind, type, message);
    }

    /** There is no room left for events until those before them are on their way. */
    public static final class TrackingUnavailable extends AnalyticsFailure {
        public TrackingUnavailable() {
            super(
                    FailureKind.UNAVAILABLE,
                    "tracking-unavailable",
                    "Events cannot be taken for the moment. Please send the same ones again shortly.");
        }
    }

    /** The counters do not answer. */
    public static final class RealtimeUnavailable extends AnalyticsFailure {
        public RealtimeUnavailable() {
            super(
                    FailureKind.UNAVAILABLE,
                    "realtime-unavailable",
                    "What happens just now cannot be told for the moment. Please try again shortly.");
        }
    }

    /** The search server does not answer. */
    public static final class EventSearchUnavailable extends AnalyticsFailure {
        public EventSearchUnavailable() {
            super(
                    FailureKind.UNAVAILABLE,
                    "event-search-unavailable",
                    "Searching events is not possible for the moment. Please try again shortly.");
        }
    }

    /** As many reports are being made as can be for the moment. */
    public static final class ReportsBusy extends AnalyticsFailure {
        public ReportsBusy() {
            super(
                    FailureKind.UNAVAILABLE,
                    "reports-busy",
                    "Too many reports are being made at the moment. Please try again shortly.");
        }
    }

    /** A report is about so much that the database would be busy with it for too long. */
    public static final class ReportTooLarge extends AnalyticsFailure {
        public ReportTooLarge() {
            super(
                    FailureKind.UNPROCESSABLE,
                    "report-too-large",
                    "This report would take too long. Please ask for a shorter time.");
        }
    }
}
