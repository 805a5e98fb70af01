package io.saler.standalone.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded server written in Java, run by the Java that runs Saler, with the jars in {@code lib} under its home as
 * class path. Its main class gets, as last argument, the name of a file to create when the server serves its clients.
 * It is set to start fast and stay small, and ends rather than limps when its memory is used up, so that it is started
 * again.
 */
public abstract class JavaServer extends ForkedServer {

    private final ServerFolders folders;
    private volatile int port;

    protected JavaServer(String name, int usualPort, ServerFolders folders) {
        super(name, usualPort);
        this.folders = folders;
    }

    /** Its main class. */
    protected abstract String mainClass();

    /** Options of the virtual machine: at least the size of the heap. */
    protected abstract List<String> options();

    /** The arguments of its main class, but for the last. */
    protected abstract List<String> arguments(int port);

    @Override
    public final void start(int port) throws InterruptedException {
        this.port = port;
        Path ready = folders.run().resolve(name() + ".ready");
        try {
            Files.deleteIfExists(ready);
        } catch (IOException failure) {
            throw new ServerFailure(name() + " cannot be started: " + failure.getMessage(), failure);
        }
        run(folders, command(ready), "TERM", () -> Files.exists(ready));
    }

    /** Where it was built. */
    protected final Path home() {
        return folders.home().resolve(name());
    }

    /** What it keeps. */
    protected final Path data() {
        return folders.data().resolve(name());
    }

    protected final String address() {
        return "127.0.0.1:" + port;
    }

    private List<String> command(Path ready) {
        Path jars = home().resolve("lib");
        if (!Files.isDirectory(jars)) {
            throw new ServerFailure("The jars of " + name() + " are missing in " + jars
                    + ": build Saler again (./mvnw package), or name the folder that holds " + name()
                    + " by -Dsaler.home");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options());
        command.addAll(List.of("-cp", jars + "/*", mainClass()));
        command.addAll(arguments(port));
        command.add(ready.toString());
        return command;
    }
}
