package io.saler.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Saler as its users start it: a process of its own, the first of its process group as under a terminal. */
final class SalerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration GUARDS_END = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ReentrantLock STARTING = new ReentrantLock();

    private final Process process;
    private final Path data;
    private final Path output;

    private SalerProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    static SalerProcess start(Path data, String... arguments) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(":"));
        List<String> command = new ArrayList<>(List.of("setsid", System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.add("-Daxoniq.update-checker.disabled=true");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
        command.addAll(List.of(SalerApplication.class.getName(), "--data-dir=" + data));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(data.getParent(), "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new SalerProcess(process, data, output);
    }

    /** While no other starts: it would take the port of a server that is away for a moment. */
    interface Quiet extends AutoCloseable {

        @Override
        void close();
    }

    static Quiet quiet() {
        STARTING.lock();
        return STARTING::unlock;
    }

    /** One after the other, since each looks for its ports first and takes the last of them when it is ready. */
    static SalerProcess startReady(Path data, String... arguments) throws IOException {
        try (var _ = quiet()) {
            return awaitReady(start(data, arguments));
        }
    }

    private static SalerProcess awaitReady(SalerProcess saler) {
        // A killed run leaves its file behind: so the process number is compared too.
        await().atMost(START_LIMIT)
                .failFast("Saler ended", () -> saler.failIfEnded())
                .ignoreExceptionsMatching(failure -> !(failure instanceof AssertionError))
                .until(() -> saler.description().path("pid").asLong() == saler.process.pid());
        return saler;
    }

    private void failIfEnded() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("Saler ended with status " + process.exitValue() + ":\n" + output());
        }
    }

    /** Everything it started, and what that started. */
    List<ProcessHandle> family() {
        return process.descendants().toList();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    int awaitExit(Duration limit) throws InterruptedException, IOException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Saler still runs after " + limit + ":\n" + output());
        }
        return process.exitValue();
    }

    void signal(String name) throws Exception {
        kill(name, Long.toString(process.pid()));
    }

    /** As a terminal's Ctrl-C, or a tidy-up of a whole job, reaches a process and those it started. */
    void signalGroup(String name) throws Exception {
        kill(name, "-" + process.pid());
    }

    private static void kill(String signal, String target) throws Exception {
        int status =
                new ProcessBuilder("kill", "-s", signal, "--", target).start().waitFor();
        if (status != 0) {
            throw new AssertionError("kill -s " + signal + " " + target + " ended with " + status);
        }
    }

    /** Kills Saler, and first the guard of one server: that one is left over. */
    void killButLeave(ProcessHandle server) throws Exception {
        // Halted, Saler cannot see that the guard is gone.
        signal("STOP");
        ProcessHandle guard = server.parent().orElseThrow();
        List<ProcessHandle> guards = new ArrayList<>(
                guard.children().filter(child -> !child.equals(server)).toList());
        guards.add(guard);
        guards.forEach(ProcessHandle::destroyForcibly);
        await().atMost(GUARDS_END)
                .until(() -> guards.stream().noneMatch(ProcessHandle::isAlive)
                        || guards.stream().allMatch(SalerProcess::isDead));
        signal("KILL");
    }

    /** A halted parent does not reap its children: a killed one still counts as a process then. */
    private static boolean isDead(ProcessHandle process) {
        return process.info().command().isEmpty() || !process.isAlive();
    }

    JsonNode description() throws IOException {
        return JSON.readTree(Files.readString(data.resolve("saler.json")));
    }

    Map<String, Integer> ports() throws IOException {
        return description()
                .path("ports")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, port -> port.getValue().asInt()));
    }

    int port(String server) throws IOException {
        return ports().get(server);
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = exchange(HttpRequest.newBuilder().GET(), path);
        return JSON.readTree(answer.body());
    }

    int status(String path) throws Exception {
        return exchange(HttpRequest.newBuilder().GET(), path).statusCode();
    }

    int post(String path) throws Exception {
        return exchange(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path)
                .statusCode();
    }

    int register(String email) throws Exception {
        String person = """
                {"email": "%s", "name": "Carol", "password": "correct horse battery"}""".formatted(email);
        return exchange(
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(person)),
                        "/auth/register")
                .statusCode();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create(description().path("url").asString() + path))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    Clients clients() throws IOException {
        String postgresql = "jdbc:postgresql://127.0.0.1:" + port("postgresql");
        String password = Files.readString(data.resolve("postgresql-password"));
        return new Clients(Map.ofEntries(
                Map.entry("spring.datasource.url", postgresql + "/saler"),
                Map.entry("spring.datasource.username", "saler"),
                Map.entry("spring.datasource.password", password),
                Map.entry("saler.payment.simulated.url", postgresql + "/simulated_gateway"),
                Map.entry("saler.payment.simulated.username", "simulated_gateway"),
                Map.entry("saler.payment.simulated.password", password),
                Map.entry("spring.data.redis.host", "127.0.0.1"),
                Map.entry("spring.data.redis.port", Integer.toString(port("redis"))),
                Map.entry("spring.data.redis.password", Files.readString(data.resolve("redis-password"))),
                Map.entry("spring.kafka.bootstrap-servers", "127.0.0.1:" + port("kafka")),
                Map.entry("spring.elasticsearch.uris", "http://127.0.0.1:" + port("elasticsearch")),
                Map.entry("spring.mail.host", "127.0.0.1"),
                Map.entry("spring.mail.port", Integer.toString(port("smtp")))));
    }

    /** Leaves nothing behind, whatever a test did. */
    @Override
    public void close() {
        List<ProcessHandle> all = family();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
