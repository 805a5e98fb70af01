package io.saler.standalone;

import io.saler.standalone.distributed.FrontDoor;
import io.saler.standalone.distributed.Nodes;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.EmbeddedServers.Progress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The sides as processes of their own behind one front door; this process keeps the development endpoints. */
final class ThreeProcesses implements Application {

    private final OneProcess development;
    private final Nodes nodes;
    private final EmbeddedServers processes;
    private final Progress progress;
    private final int port;
    private @Nullable volatile FrontDoor door;

    /**
     * @param development answers below {@code /dev}
     * @param processes the nodes, under supervision
     * @param port of the front door
     */
    ThreeProcesses(OneProcess development, Nodes nodes, EmbeddedServers processes, Progress progress, int port) {
        this.development = development;
        this.nodes = nodes;
        this.processes = processes;
        this.progress = progress;
        this.port = port;
    }

    @Override
    public int start() throws InterruptedException {
        URI here = URI.create("http://127.0.0.1:" + development.start());
        processes.start(progress);
        var opened = new FrontDoor(nodes, here);
        door = opened;
        opened.open(port);
        return port;
    }

    @Override
    public void close() {
        FrontDoor opened = door;
        if (opened != null) {
            opened.close();
        }
        processes.stop();
        development.close();
    }

    @Override
    public Environment environment() {
        return development.environment();
    }
}
