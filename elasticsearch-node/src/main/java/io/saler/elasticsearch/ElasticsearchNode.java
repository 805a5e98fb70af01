package io.saler.elasticsearch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node, bound to the loopback address, until the process is told to end (SIGTERM). Arguments:
 * the home folder that holds {@code modules}, the data folder, the HTTP port, and a file that is created when the node
 * serves its clients and has opened the indices it had before. The process exits with status 1 when the node cannot
 * start.
 */
public final class ElasticsearchNode {

    private static final String NAME = "saler";
    private static final TimeValue LIMIT_FOR_INDICES = TimeValue.timeValueSeconds(30);

    private ElasticsearchNode() {}

    /** Starts the node and stays until the process ends. */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        Path data = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        Path ready = Path.of(arguments[3]);
        try {
            Node node = start(home, data, port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "elasticsearch-stop"));
            awaitIndices(node);
            Files.createFile(ready);
        } catch (Exception | LinkageError failure) {
            failure.printStackTrace();
            System.exit(1);
        }
        // The node's own threads are daemons: this one keeps the process.
        new CountDownLatch(1).await();
    }

    private static Node start(Path home, Path data, int port) throws Exception {
        LogConfigurator.setNodeName(NAME);
        LogConfigurator.configureESLogging();
        Files.createDirectories(data.resolve("config"));
        Settings settings = Settings.builder()
                .put("cluster.name", NAME)
                .put("node.name", NAME)
                .put("path.home", home)
                .put("path.data", data.resolve("data"))
                .put("path.logs", data.resolve("logs"))
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", 0)
                // A developer's nearly full disk must not turn every index read-only.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("action.destructive_requires_name", true)
                .build();
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), data.resolve("config"), () -> NAME);
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of(), false);
        Node node = new Node(environment, modules);
        node.start();
        return node;
    }

    /**
     * An index that cannot be opened must not keep all the others from being searched: so this waits only for a while.
     */
    private static void awaitIndices(Node node) {
        node.client()
                .admin()
                .cluster()
                .prepareHealth(LIMIT_FOR_INDICES)
                .setWaitForYellowStatus()
                .setTimeout(LIMIT_FOR_INDICES)
                .get();
    }

    private static void stop(Node node) {
        try {
            node.close();
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }
}
