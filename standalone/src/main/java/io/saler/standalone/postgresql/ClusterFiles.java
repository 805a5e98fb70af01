package io.saler.standalone.postgresql;

import io.saler.standalone.server.GuardedProcess;
import io.saler.standalone.server.ServerFailure;
import io.saler.standalone.server.ServerFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's data folder: there whole, or not at all. */
record ClusterFiles(Path folder, ServerFolders folders) {

    private static final Duration CREATE_LIMIT = Duration.ofSeconds(120);
    private static final Duration END_GRACE = Duration.ofSeconds(2);

    /** Creates the folder when it is missing; an attempt that was cut off leaves nothing behind that counts. */
    void create(PostgreSqlProgram program, Path passwordFile) throws InterruptedException {
        if (Files.exists(folder)) {
            return;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            List<String> command = new ArrayList<>(program.initdb());
            command.addAll(List.of("-D", unfinished.toString(), "--username=postgres", "--pwfile=" + passwordFile));
            // The builtin provider sorts alike on every machine, whatever locales it has.
            command.addAll(List.of("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            command.addAll(List.of("--locale=C", "--auth=scram-sha-256", "--no-instructions"));
            GuardedProcess.start(folders, new GuardedProcess.Order("initdb", command, "TERM", END_GRACE))
                    .awaitSuccess(CREATE_LIMIT);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new ServerFailure("postgresql could not create " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Removes the lock file of a server that was killed. PostgreSQL does so by itself unless another process has got
     * the number since, as happens after a restart of the machine; so it is removed unless that process is a
     * PostgreSQL.
     */
    void forgetFormerServer() {
        Path lock = folder.resolve("postmaster.pid");
        try {
            if (Files.exists(lock) && !isServer(Files.readAllLines(lock))) {
                Files.delete(lock);
            }
        } catch (IOException failure) {
            throw new ServerFailure(
                    "postgresql's lock file " + lock + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static boolean isServer(List<String> lock) {
        return lock.stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .flatMap(process -> Optional.of(process.info().command().orElse("postgres")))
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }
}
