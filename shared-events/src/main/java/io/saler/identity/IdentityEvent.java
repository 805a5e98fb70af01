package io.saler.identity;

/** Everything that can have happened to a person's identity. */
public sealed interface IdentityEvent
        permits EmailClaimed,
                EmailReleased,
                UserRegistered,
                VerificationRequested,
                EmailVerified,
                PasswordResetRequested,
                UserErased {

    UserId userId();
}
