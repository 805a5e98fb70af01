package io.saler.command.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.text.Normalizer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and compares passwords with Argon2id, as OWASP recommends it (19 MiB, two passes). Only as many at once as
 * there are processors, so that no number of sign-ins can use up the memory; whoever would wait too long is turned away
 * for the moment. The timer {@code saler.password.hash} tells how long hashing takes, waiting not included.
 */
@Component
class Passwords {

    static final String TIMER = "saler.password.hash";

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String PARAMETERS = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);
    private static final long LONGEST_WAIT_SECONDS = 8;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys = argon2.encode("the password of nobody");
    private final Timer timer;

    Passwords(MeterRegistry meters) {
        this.timer = Timer.builder(TIMER)
                .description("Time to hash a password, or to compare one with a hash")
                .publishPercentileHistogram()
                .register(meters);
    }

    String hash(String password) {
        return hash(password, () -> {});
    }

    /** @param check throws when the turn has come and there is no need for a hash any more */
    String hash(String password, Runnable check) {
        return inTurn(() -> String.valueOf(argon2.encode(normalised(password))), check);
    }

    /** Whether a hash was made with other parameters than are used now. */
    boolean areOutdated(String hash) {
        return !hash.startsWith(PARAMETERS);
    }

    /** Takes the same time whether there is a hash to compare with or not. */
    boolean matches(String password, @Nullable String hash) {
        boolean possible = password.length() <= 2 * PasswordRules.LONGEST && PasswordRules.isText(password);
        String compared = possible ? normalised(password) : "";
        boolean same = inTurn(() -> argon2.matches(compared, hash == null ? nobodys : hash));
        return same && possible && hash != null;
    }

    /** The same password from another keyboard can have other code points for the same characters. */
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        return inTurn(work, () -> {});
    }

    private <T> T inTurn(Supplier<T> work, Runnable check) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RejectedExecutionException("Too many passwords to check at once");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("Stopped while waiting for a turn", stopping);
        }
        try {
            check.run();
            return timer.record(work);
        } finally {
            turns.release();
        }
    }
}
