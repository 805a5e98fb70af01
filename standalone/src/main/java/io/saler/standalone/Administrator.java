package io.saler.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.PropertyResolver;

/** Who can sign in as administrator, and where the password is to be found. */
final class Administrator {

    /** Where the command side keeps a random password, in the data directory: its only copy. */
    static final String PASSWORD_FILE = "admin-password";

    private Administrator() {}

    /** In words, for the person at the terminal; never the password itself. */
    static String describe(PropertyResolver properties, Path dataDirectory) {
        String email = properties.getProperty("saler.admin.email", "admin@localhost");
        Path file = dataDirectory.resolve(PASSWORD_FILE);
        if (!properties.getProperty("saler.admin.password", "").isEmpty()) {
            return email + ", password as in saler.admin.password when it was created";
        }
        return Files.exists(file)
                ? email + ", password in " + file
                : email + ", password as it was given when it was created";
    }
}
