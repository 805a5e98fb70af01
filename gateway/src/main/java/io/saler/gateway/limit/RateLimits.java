package io.saler.gateway.limit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which limit is for what, at the scale of this process. */
final class RateLimits {

    private final RateLimit caller;
    private final RateLimit address;
    private final RateLimit failedLogins;
    private final Map<String, RateLimit> posts;

    RateLimits(RateLimitSettings settings, double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("saler.rate-limits-scale is not above zero: " + scale);
        }
        this.caller = RateLimit.scaled("caller", settings.caller(), scale);
        this.address = RateLimit.scaled("address", settings.address(), scale);
        this.failedLogins = RateLimit.scaled("failed-logins", settings.failedLogins(), scale);
        RateLimit mails = RateLimit.scaled("mails", settings.mails(), scale);
        RateLimit login = RateLimit.scaled("login", settings.login(), scale);
        this.posts = Map.of(
                "/auth/register",
                RateLimit.scaled("register", settings.register(), scale),
                "/auth/login",
                login,
                "/auth/dashboard/sign-in",
                login,
                "/auth/verify",
                RateLimit.scaled("verify", settings.verify(), scale),
                "/auth/verify/resend",
                mails,
                "/auth/password/forgot",
                mails,
                "/auth/password/reset",
                RateLimit.scaled("password-reset", settings.passwordReset(), scale),
                "/auth/refresh",
                RateLimit.scaled("refresh", settings.refresh(), scale));
    }

    RateLimit caller() {
        return caller;
    }

    RateLimit address() {
        return address;
    }

    RateLimit failedLogins() {
        return failedLogins;
    }

    /** The stricter limit of a path, or null where there is none. */
    @Nullable
    RateLimit ofPost(String path) {
        return posts.get(path);
    }

    /** Whether requests to this path are not counted: those of operations, and those of developers. */
    static boolean areNotFor(String path) {
        return path.startsWith("/actuator/") || path.startsWith("/dev/");
    }
}
