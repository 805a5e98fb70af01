package io.saler.identity;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** Why registering, verifying, signing in or being erased can be refused. */
public abstract sealed class IdentityFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private IdentityFailure(FailureKind kind, String type, String message) {
        super(kind, type, message);
    }

    public static final class EmailTaken extends IdentityFailure {
        public EmailTaken() {
            super(FailureKind.CONFLICT, "email-taken", "This e-mail address is already registered.");
        }
    }

    /** The same for an unknown address and a wrong password, so that it tells nothing about either. */
    public static final class BadCredentials extends IdentityFailure {
        public BadCredentials() {
            super(FailureKind.UNAUTHENTICATED, "bad-credentials", "The e-mail address or the password is wrong.");
        }
    }

    public static final class EmailUnverified extends IdentityFailure {
        public EmailUnverified() {
            super(
                    FailureKind.FORBIDDEN,
                    "email-unverified",
                    "This e-mail address is not verified yet; follow the link in the mail sent to it.");
        }
    }

    public static final class TokenInvalid extends IdentityFailure {
        public TokenInvalid() {
            super(FailureKind.INVALID, "token-invalid", "This token is unknown, was used already, or is too old.");
        }
    }

    /** A new password is too easy to guess, or cannot be kept. */
    public static final class PasswordRefused extends IdentityFailure {
        private final String field;

        public PasswordRefused(String field, String why) {
            super(FailureKind.INVALID, "password-refused", why);
            this.field = field;
        }

        /** The field of the request that the password stood in. */
        public String field() {
            return field;
        }
    }

    /** Whoever is signed in does not know the password that they are asked for once more. */
    public static final class WrongPassword extends IdentityFailure {
        public WrongPassword() {
            super(FailureKind.FORBIDDEN, "wrong-password", "This is not your password.");
        }
    }

    public static final class SessionUnknown extends IdentityFailure {
        public SessionUnknown() {
            super(FailureKind.NOT_FOUND, "session-unknown", "You have no such session.");
        }
    }

    public static final class SessionInvalid extends IdentityFailure {
        public SessionInvalid() {
            super(FailureKind.UNAUTHENTICATED, "session-invalid", "This session has ended; sign in again.");
        }
    }

    public static final class UserUnknown extends IdentityFailure {
        public UserUnknown() {
            super(FailureKind.NOT_FOUND, "user-unknown", "There is no such user.");
        }
    }

    public static final class LastAdministrator extends IdentityFailure {
        public LastAdministrator() {
            super(
                    FailureKind.CONFLICT,
                    "last-administrator",
                    "There would be no administrator any more; there has to be another one first.");
        }
    }
}
