package io.saler.demo.scenario;

import io.saler.demo.client.Deadline;
import io.saler.demo.client.Mail;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Tokens;
import java.util.Optional;

/** The way into Saler that every person takes: register, follow the link in the mail, log in. */
public final class SignUp {

    private final SalerClient anybody;
    private final Deadline deadline;

    public SignUp(SalerClient anybody, Deadline deadline) {
        this.anybody = anybody.patientUntil(deadline);
        this.deadline = deadline;
    }

    public Person of(String email, String password, String name) {
        anybody.register(email, password, name);
        String token = deadline.lookUntil(() -> mailedToken(email), Optional::isPresent)
                .orElseThrow(() -> new IllegalStateException(
                        "No mail with a verification link arrived at %s in time".formatted(email)));
        anybody.verify(token);
        Tokens tokens = anybody.logIn(email, password);
        return new Person(email, anybody.signedInWith(tokens.accessToken()));
    }

    private Optional<String> mailedToken(String email) {
        return anybody.mailTo(email).stream()
                .map(Mail::verificationToken)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
