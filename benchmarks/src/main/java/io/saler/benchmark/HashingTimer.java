package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a Saler has hashed passwords since it was started, as it tells Prometheus. */
final class HashingTimer {

    private static final Pattern SUM =
            Pattern.compile("^saler_password_hash_seconds_sum(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);

    private final SalerClient saler;

    HashingTimer(SalerClient saler) {
        this.saler = saler;
    }

    /** Nothing when the process that answers is not the one that hashes. */
    OptionalDouble seconds() {
        Answer metrics = saler.send(Call.get("/actuator/prometheus").with("Accept", "text/plain"));
        Matcher sum = SUM.matcher(metrics.body().asString(""));
        return sum.find() ? OptionalDouble.of(Double.parseDouble(sum.group(1))) : OptionalDouble.empty();
    }
}
