package io.saler.command.identity;

import io.saler.command.identity.SigningKeyRing.Phase;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.page.Page;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators the keys that access tokens are signed with, and lets them have the next one sign soon. */
@RestController
class SigningKeyEndpoint {

    record ShownKey(String kid, Phase phase, Instant createdAt, Instant signsFrom) {}

    private final SigningKeys keys;
    private final Clock clock;

    SigningKeyEndpoint(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping("/auth/signing-keys")
    Page<ShownKey> list() {
        SigningKeyRing ring = keys.ring();
        return new Page<>(ring.keys().stream().map(key -> shown(key, ring)).toList(), null);
    }

    /** Answers the key that will sign; repeated before it does, the same. */
    @PostMapping("/auth/signing-keys/rotate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShownKey rotate() {
        SigningKey coming = keys.rotate();
        AuditLog.succeeded(Act.SIGNING_KEY_ROTATED, null);
        return shown(coming, keys.ring());
    }

    private ShownKey shown(SigningKey key, SigningKeyRing ring) {
        return new ShownKey(key.kid(), ring.phase(key, clock.instant()), key.createdAt(), key.signsFrom());
    }
}
