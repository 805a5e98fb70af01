package io.saler.gateway.browser;

import java.time.Duration;
import java.util.List;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * What browsers may do with an answer. An endpoint that says otherwise is heard; one that says nothing of caching is
 * not cached anywhere. That Saler is spoken to by HTTPS only is said when it was.
 */
final class SecurityHeaders {

    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static HeaderWriter writer() {
        var secureTransport = new HstsHeaderWriter();
        secureTransport.setMaxAgeInSeconds(Duration.ofDays(365).toSeconds());
        // Other services of the same site decide for themselves.
        secureTransport.setIncludeSubDomains(false);
        return new CompositeHeaderWriter(List.of(
                new StaticHeadersWriter(List.of(
                        new Header("Content-Security-Policy", CONTENT_POLICY),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("X-Frame-Options", "DENY"),
                        new Header("Referrer-Policy", "no-referrer"),
                        new Header("Cross-Origin-Resource-Policy", "same-origin"),
                        new Header("Cross-Origin-Opener-Policy", "same-origin"),
                        new Header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"))),
                new CacheControlHeadersWriter(),
                secureTransport));
    }
}
