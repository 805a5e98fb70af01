package io.saler.standalone.dev;

import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.ServerFailure;
import io.saler.standalone.server.SupervisedServer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes an embedded server away and brings it back: {@code POST /dev/servers/{name}/stop} and {@code /start}, each
 * answered with 204 when it is done. {@code GET /dev/servers} lists the embedded servers; an outside one is not among
 * them (404).
 */
@RestController
public class ServerControls {

    private final EmbeddedServers servers;

    public ServerControls(EmbeddedServers servers) {
        this.servers = servers;
    }

    /** The answer's envelope, as for every list. */
    public record Servers(List<Server> items) {}

    /**
     * One embedded server.
     *
     * @param pid its process, when it has one of its own and runs
     */
    public record Server(
            String name, boolean running, @Nullable Long pid, int port) {}

    @GetMapping("/dev/servers")
    Servers servers() {
        return new Servers(servers.all().stream().map(ServerControls::describe).toList());
    }

    @PostMapping("/dev/servers/{name}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String name) {
        named(name).stop();
    }

    @PostMapping("/dev/servers/{name}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable String name) throws InterruptedException {
        try {
            named(name).start();
        } catch (ServerFailure failure) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage(), failure);
        }
    }

    private SupervisedServer named(String name) {
        return servers.named(name)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "No embedded server has the name " + name));
    }

    private static Server describe(SupervisedServer server) {
        OptionalLong pid = server.server().pid();
        return new Server(
                server.name(), server.server().isAlive(), pid.isPresent() ? pid.getAsLong() : null, server.port());
    }
}
