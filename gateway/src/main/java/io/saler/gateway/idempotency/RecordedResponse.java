package io.saler.gateway.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that is held back until it was kept. */
final class RecordedResponse extends ContentCachingResponseWrapper {

    private static final List<String> KEPT = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, "Preference-Applied");

    private boolean leftToContainer;

    RecordedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        leftToContainer = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        leftToContainer = true;
        super.sendError(status, message);
    }

    /** Whether asking again would be answered the same: not after a failure of ours, nor after a plea for patience. */
    boolean isLasting() {
        return !leftToContainer && getStatus() < 500 && getStatus() != HttpStatus.TOO_MANY_REQUESTS.value();
    }

    boolean isRefusal() {
        return getStatus() >= HttpStatus.BAD_REQUEST.value();
    }

    Answer answer() {
        var headers = new ArrayList<String>();
        if (getContentType() != null) {
            headers.add(HttpHeaders.CONTENT_TYPE);
            headers.add(getContentType());
        }
        for (String name : KEPT) {
            String value = getHeader(name);
            if (value != null) {
                headers.add(name);
                headers.add(value);
            }
        }
        return new Answer(getStatus(), headers, getContentAsByteArray());
    }
}
