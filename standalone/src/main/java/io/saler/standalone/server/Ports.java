package io.saler.standalone.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds ports of the loopback address that nobody listens on, the usual one first and then the next higher. A port is
 * given out only once, so that servers that start side by side do not choose the same. Safe for use by several threads.
 */
public final class Ports {

    private static final int TRIES = 1_000;
    private static final int CONNECT_MILLIS = 200;

    private final Set<Integer> given = new HashSet<>();

    /** The first free port from {@code usual} upwards. */
    public synchronized int take(int usual) {
        for (int port = usual; port < usual + TRIES && port <= 65_535; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new ServerFailure("No free port between %d and %d".formatted(usual, usual + TRIES - 1));
    }

    /** Whether nobody listens on a port of the loopback address at this moment. */
    public static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        // Some systems let two sockets share a port when one of them listens on all addresses: so ask for an answer as
        // well.
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return false;
        } catch (IOException nobodyAnswers) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(address);
                return true;
            } catch (IOException taken) {
                return false;
            }
        }
    }
}
