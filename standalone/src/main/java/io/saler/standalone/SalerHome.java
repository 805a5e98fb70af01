package io.saler.standalone;

import io.saler.standalone.server.ServerFolders;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.system.ApplicationHome;

/**
 * Where Saler's build put what is not in its jar: the system property {@code saler.home}, or else the folder that holds
 * the jar. There are {@code elasticsearch/} and {@code kafka/}, and {@code programs/} when it is writable, so that
 * every data directory uses the same unpacked programs.
 */
final class SalerHome {

    private SalerHome() {}

    static ServerFolders folders(DataDirectory data) {
        Path home = find();
        Path programs =
                Files.isWritable(home) ? home.resolve("programs") : data.path().resolve("programs");
        return new ServerFolders(home, programs, data.path(), data.run(), data.logs());
    }

    private static Path find() {
        String named = System.getProperty("saler.home");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        File jar = new ApplicationHome(SalerApplication.class).getSource();
        Path source = jar == null ? classes() : jar.toPath().toAbsolutePath();
        // Beside the jar, or beside target/classes in a build.
        Path parent = source.getParent();
        return parent == null ? source : parent;
    }

    private static Path classes() {
        try {
            return Path.of(SalerApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            throw new StartRefused("Name the folder that holds elasticsearch and kafka by -Dsaler.home", notAFile);
        }
    }
}
