package io.saler.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The password of the administrator, as the first start of a Saler writes it into its data directory. */
public final class AdminPassword {

    private AdminPassword() {}

    /** Throws {@link IllegalStateException} when it is not there, or not for this user to read. */
    public static String in(Path dataDirectory) {
        Path file = dataDirectory.resolve("admin-password");
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            throw new IllegalStateException("The administrator's password is not to be read in " + file, absent);
        }
    }
}
