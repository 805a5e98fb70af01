package io.saler.query.report;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** Why a report can be refused that makes sense. */
abstract sealed class ReportFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private ReportFailure(FailureKind kind, String type, String message) {
        super(kind, type, message);
    }

    /** As many are being made as can be for the moment. */
    static final class ReportsBusy extends ReportFailure {
        ReportsBusy() {
            super(
                    FailureKind.UNAVAILABLE,
                    "reports-busy",
                    "Too many reports are being made at the moment. Please try again shortly.");
        }
    }

    /** It is about so much that the database would be busy with it for too long. */
    static final class ReportTooLarge extends ReportFailure {
        ReportTooLarge() {
            super(
                    FailureKind.UNPROCESSABLE,
                    "report-too-large",
                    "This report would take too long. Please ask for a shorter time.");
        }
    }
}
