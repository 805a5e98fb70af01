package io.saler.standalone.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The random password of an embedded server, kept in a file that only its owner reads. Other people on the same machine
 * can reach the loopback address too, and whoever is let into PostgreSQL or Redis may run programs as their user.
 */
public final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** The password in a file, which is written with a new one when it is missing. */
    public static String in(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                Path whole = Files.createTempFile(
                        file.getParent(),
                        "password",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(whole, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new ServerFailure("The password file " + file + " cannot be used: " + failure.getMessage(), failure);
        }
    }
}
