package io.saler.command.identity;

/**
 * The hash of somebody's password.
 *
 * @param generation grows with every new password
 */
record Credential(String passwordHash, long generation) {

    @Override
    public String toString() {
        return "Credential[" + generation + "]";
    }
}
