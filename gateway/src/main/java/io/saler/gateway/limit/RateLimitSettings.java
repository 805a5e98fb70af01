package io.saler.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests a minute: of somebody signed in, of an address, and of an address to each of the endpoints under
 * {@code /auth}; {@code mails} are those that ask for one, {@code failedLogins} are those of one account from one
 * address. A scale multiplies them all.
 */
@ConfigurationProperties("saler.rate-limits")
record RateLimitSettings(
        @DefaultValue("6000") long caller,
        @DefaultValue("12000") long address,
        @DefaultValue("120") long register,
        @DefaultValue("120") long login,
        @DefaultValue("120") long verify,
        @DefaultValue("30") long mails,
        @DefaultValue("120") long passwordReset,
        @DefaultValue("600") long refresh,
        @DefaultValue("10") long failedLogins) {}
