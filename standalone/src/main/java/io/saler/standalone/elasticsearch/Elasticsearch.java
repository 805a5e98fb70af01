package io.saler.standalone.elasticsearch;

import io.saler.standalone.server.JavaServer;
import io.saler.standalone.server.ServerFolders;
import java.util.List;
import java.util.Map;

/** One Elasticsearch 9 node. */
public final class Elasticsearch extends JavaServer {

    public Elasticsearch(ServerFolders folders) {
        super("elasticsearch", 9201, folders);
    }

    @Override
    protected String mainClass() {
        return "io.saler.elasticsearch.ElasticsearchNode";
    }

    @Override
    protected List<String> options() {
        return List.of("-Xmx512m", "-Dio.netty.noUnsafe=true");
    }

    @Override
    protected List<String> arguments(int port) {
        return List.of(home().toString(), data().toString(), Integer.toString(port));
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("spring.elasticsearch.uris", "http://" + address());
    }
}
