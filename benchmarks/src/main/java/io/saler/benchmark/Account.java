package io.saler.benchmark;

import io.saler.demo.client.Deadline;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Tokens;
import io.saler.demo.scenario.SignUp;
import java.time.Duration;

/**
 * Somebody who is signed up and in. Runs may take longer than the quarter of an hour for which an access token holds,
 * so that {@link #staySignedIn} has to be called before each measurement. Safe for many threads.
 */
final class Account {

    /** How long a client may be used without another call of {@link #staySignedIn}. */
    static final Duration HOLDS = Duration.ofMinutes(9);

    private static final Duration RENEWED_AFTER = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private record Session(SalerClient client, Deadline renewal) {}

    private final SalerClient anybody;
    private final String email;
    private final String password;
    private volatile Session session;

    private Account(SalerClient anybody, String email, String password) {
        this.anybody = anybody;
        this.email = email;
        this.password = password;
        this.session = signIn();
    }

    /** @param anybody a client that repeats nothing by itself: what is refused under load is to be seen */
    static Account signUp(SalerClient anybody, String email, String password) {
        new SignUp(anybody, Deadline.in(LIMIT)).of(email, password, "Bench");
        return new Account(anybody, email, password);
    }

    /** Speaks for this person, and repeats nothing by itself. */
    SalerClient client() {
        return session.client();
    }

    /** Signs in again, unless that was done lately: hashing a password takes time that belongs to no order. */
    void staySignedIn() {
        if (session.renewal().hasPassed()) {
            session = signIn();
        }
    }

    private Session signIn() {
        Deadline renewal = Deadline.in(RENEWED_AFTER);
        Tokens tokens = anybody.patientUntil(Deadline.in(LIMIT)).logIn(email, password);
        return new Session(anybody.signedInWith(tokens.accessToken()), renewal);
    }
}
