package io.saler.standalone.distributed;

import io.saler.standalone.server.ServerFolders;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes of all sides. Safe for use by many threads. */
public final class Nodes {

    private final List<Node> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param ofEach how many processes each side has, at least 1 */
    public Nodes(int ofEach, ServerFolders folders, Function<Side, Map<String, String>> properties) {
        nodes = Stream.of(Side.values())
                .flatMap(side -> IntStream.rangeClosed(1, ofEach)
                        .mapToObj(number -> new Node(side, number, folders, properties.apply(side))))
                .toList();
    }

    public List<Node> all() {
        return nodes;
    }

    /** A process of this side that runs, each in its turn; nothing while none does. */
    Optional<URI> oneOf(Side side) {
        List<Node> running = nodes.stream()
                .filter(node -> node.side() == side && node.isAlive())
                .toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(running.get(Math.floorMod(turn.getAndIncrement(), running.size()))
                        .address());
    }
}
