package io.saler.standalone;

import org.springframework.core.env.Environment;

/** Saler itself, as opposed to the servers that it needs. */
interface Application {

    /** Starts it and returns its HTTP port when it is ready. Is ended by {@link #close()}, even while it starts. */
    int start() throws InterruptedException;

    /** Ends it and returns when it has ended; does nothing when it was never started. */
    void close();

    /** What it was started with; there once it is ready. */
    Environment environment();
}
