package io.saler.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Where a request came from and by which program, as people are shown it who look at their sessions. */
record Client(String address, @Nullable String userAgent) {

    private static final int LONGEST_NAME = 200;

    static Client of(HttpServletRequest request) {
        String name = request.getHeader(HttpHeaders.USER_AGENT);
        return new Client(
                request.getRemoteAddr(),
                name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }
}
