package io.saler.identity;

/** Everything that can have happened to a person's identity. */
public sealed interface IdentityEvent
        permits EmailClaimed, UserRegistered, VerificationRequested, EmailVerified, PasswordResetRequested {

    UserId userId();
}
