package io.saler.gateway.request;

import io.saler.gateway.problem.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A body that ends with {@link BodyTooLarge} where it becomes too long, and with a {@link SocketTimeoutException} when
 * it takes too long to arrive, however regularly a little of it does.
 */
final class LimitedInputStream extends ServletInputStream {

    private final ServletInputStream body;
    private final long limit;
    private final Duration patience;
    private final long begun = System.nanoTime();
    private long read;

    LimitedInputStream(ServletInputStream body, long limit, Duration patience) {
        this.body = body;
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        int next = body.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int more = body.read(target, offset, length);
        count(Math.max(more, 0));
        return more;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new BodyTooLarge(limit);
        }
        if (more > 0 && System.nanoTime() - begun > patience.toNanos()) {
            throw new SocketTimeoutException("The body took too long to arrive");
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
