package io.saler.standalone.postgresql;

import io.saler.standalone.server.Programs;
import io.saler.standalone.server.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's unpacked program. It refuses to run as root; for root it is run in a user namespace in which it is
 * nobody, and still reads and writes root's files.
 */
record PostgreSqlProgram(Path folder, List<String> prefix) {

    static PostgreSqlProgram unpackedIn(Path programs) {
        String resource = "postgres-%s-%s.txz".formatted(Programs.SYSTEM, Programs.ARM ? "arm_64" : "x86_64");
        Path folder = Programs.archive(programs, "postgresql-18", resource);
        return new PostgreSqlProgram(folder, isRoot() ? nobody() : List.of());
    }

    List<String> postgres() {
        return command("postgres");
    }

    List<String> initdb() {
        return command("initdb");
    }

    private List<String> command(String name) {
        return Stream.concat(
                        prefix.stream(),
                        Stream.of(folder.resolve("bin").resolve(name).toString()))
                .toList();
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException noSuchFile) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static List<String> nobody() {
        List<String> prefix = List.of("unshare", "--user");
        try {
            Process trial = new ProcessBuilder("unshare", "--user", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor() == 0) {
                return prefix;
            }
        } catch (IOException missing) {
            // Said below, as for a refusal.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new ServerFailure(
                "PostgreSQL does not run as root, and this system lets root open no user namespace for it"
                        + " (unshare --user). Start Saler as an ordinary user, or give it an outside PostgreSQL by"
                        + " --spring.datasource.url");
    }
}
