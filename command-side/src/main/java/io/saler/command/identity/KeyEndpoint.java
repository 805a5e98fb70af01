package io.saler.command.identity;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that access tokens can be checked with (RFC 7517). */
@RestController
class KeyEndpoint {

    private static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private final SigningKeys keys;

    KeyEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH_FOR).cachePublic())
                .body(keys.published().toJSONObject());
    }
}
