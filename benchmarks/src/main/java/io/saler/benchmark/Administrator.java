package io.saler.benchmark;

import io.saler.demo.AdminPassword;
import io.saler.demo.client.SalerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A Saler's administrator, who stays signed in. Safe for use by many threads. */
public final class Administrator {

    /** Less than a token does. */
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final SalerClient anybody;
    private final String email;
    private final String password;
    private String token = "";
    private Instant since = Instant.EPOCH;

    /** @param dataDirectory where the password is, unless the environment has it */
    public Administrator(SalerClient anybody, Path dataDirectory) {
        this.anybody = anybody;
        String name = System.getenv("SALER_ADMIN_EMAIL");
        String word = System.getenv("SALER_ADMIN_PASSWORD");
        this.email = name == null ? "admin@localhost" : name;
        this.password = word == null ? AdminPassword.in(dataDirectory) : word;
    }

    public synchronized String token() {
        if (Instant.now().isAfter(since.plus(HOLDS))) {
            since = Instant.now();
            token = anybody.logIn(email, password).accessToken();
        }
        return token;
    }
}
