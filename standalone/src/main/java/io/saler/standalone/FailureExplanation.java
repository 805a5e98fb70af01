package io.saler.standalone;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Spring's explanation of why the application did not start, where it has one; Spring creates and calls this. */
public final class FailureExplanation implements FailureAnalysisReporter {

    private static final AtomicReference<FailureAnalysis> LAST = new AtomicReference<>();

    @Override
    public void report(FailureAnalysis analysis) {
        LAST.set(analysis);
    }

    /** What happened and, if Spring knows, what to do. */
    static Optional<String> last() {
        return Optional.ofNullable(LAST.get())
                .map(analysis -> analysis.getAction() == null
                        ? analysis.getDescription()
                        : analysis.getDescription().strip()
                                + System.lineSeparator()
                                + analysis.getAction().strip());
    }
}
