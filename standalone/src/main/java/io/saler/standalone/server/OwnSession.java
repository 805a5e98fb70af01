package io.saler.standalone.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a command is run in a session of its own on this machine: by {@code setsid} where there is one (Linux), by Perl
 * where there is that (macOS). Where there is neither it runs in Saler's session, and a Ctrl-C reaches it too.
 */
final class OwnSession {

    private static final List<String> PREFIX = find();

    private OwnSession() {}

    /** What goes before the command. */
    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> find() {
        return onPath("setsid")
                .map(List::of)
                .or(() -> onPath("perl").map(perl -> List.of(perl, "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")))
                .orElse(List.of());
    }

    /** Where a program is, if the machine has it. */
    static Optional<String> onPath(String program) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
    }
}
