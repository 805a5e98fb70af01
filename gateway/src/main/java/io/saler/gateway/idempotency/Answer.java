package io.saler.gateway.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * What was answered to a request.
 *
 * @param headers name, value, name, value
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Answer(int status, List<String> headers, byte[] body) {

    Answer {
        headers = List.copyOf(headers);
    }

    void repeat(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        for (int index = 0; index < headers.size(); index += 2) {
            response.setHeader(headers.get(index), headers.get(index + 1));
        }
        response.setHeader(IdempotencyFilter.REPLAYED, "true");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
