package io.saler.standalone.distributed;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The one address of the three sides: what changes something goes to the command side, what asks goes to the query
 * side, and what a payment gateway has to say to the sagas, who alone speak with it. A side that does not answer is 503
 * with {@code Retry-After}. For this machine only, so it adds no headers that would tell of it.
 */
public final class FrontDoor {

    /** The forms of these pages are answered where the pages are. */
    private static final String PAGES = "/admin/dashboard";

    /** What visitors do is told to whoever shows it. */
    private static final List<String> NUMBERS = List.of("/analytics/", "/reports/");

    private static final Set<String> ASKING = Set.of("GET", "HEAD", "OPTIONS");

    /** Who prefers to wait may do so for 30 s. */
    private static final long LONGEST_ANSWER_MILLIS = 60_000;

    /** As many as a node takes: streams of orders keep theirs for minutes. */
    private static final int MOST_CONNECTIONS = 4096;

    /** More bytes than the sides take, so that what is too large is theirs to say. */
    private static final int MOST_OF_HEADERS = 64 * 1024;

    private final Nodes nodes;
    private final URI development;
    private final Server server;

    /** @param development where the paths below {@code /dev} are answered, but for the gateway's */
    public FrontDoor(Nodes nodes, URI development) {
        this.nodes = nodes;
        this.development = development;
        this.server = new Server(new QueuedThreadPool(64, 4));
    }

    /** Opens the door and returns when it is open. */
    public void open(int port) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_OF_HEADERS);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(LONGEST_ANSWER_MILLIS);
        server.addConnector(connector);
        server.setHandler(new Passage());
        server.setErrorHandler(new FrontDoorProblems());
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("The front door cannot be opened at port " + port, failure);
        }
    }

    /** Closes the door and returns when it is closed. */
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The front door cannot be closed", failure);
        }
    }

    private Optional<URI> target(Request request) {
        String path = String.valueOf(Request.getPathInContext(request));
        if (path.startsWith("/dev/") && !path.startsWith("/dev/gateway/")) {
            return Optional.of(development);
        }
        return nodes.oneOf(side(request.getMethod(), path, request.getHttpURI().getQuery()));
    }

    /** Who answers a path that is not this process's own. */
    static Side side(String method, String path, @Nullable String query) {
        if (path.startsWith("/dev/gateway/") || path.startsWith("/payment/webhooks/")) {
            return Side.SAGAS;
        }
        if (path.equals(PAGES)
                || path.startsWith(PAGES + "/")
                || NUMBERS.stream().anyMatch(path::startsWith)) {
            return Side.QUERY;
        }
        boolean asks = ASKING.contains(method);
        boolean commandsDescribed = "side=command-side".equals(query);
        boolean identity = path.startsWith("/auth/") || path.startsWith("/.well-known/");
        return asks && !identity && !commandsDescribed ? Side.QUERY : Side.COMMAND;
    }

    /** Whether the address can be passed on: some browsers send what no standard has. */
    private static boolean isAddress(Request request) {
        try {
            return !URI.create(String.valueOf(request.getHttpURI().getPathQuery()))
                    .getRawPath()
                    .isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Jetty's proxy, which tells nobody of itself, and answers 503 for what may well succeed a moment later. */
    private final class Passage extends ProxyHandler {

        private static final String TARGET = "io.saler.target";

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!isAddress(request)) {
                FrontDoorProblems.answer(HttpStatus.BAD_REQUEST_400, response, callback);
                return true;
            }
            Optional<URI> target = target(request);
            if (target.isEmpty()) {
                FrontDoorProblems.answer(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
                return true;
            }
            request.setAttribute(TARGET, target.get());
            return super.handle(request, response, callback);
        }

        @Override
        protected HttpURI rewriteHttpURI(Request request) {
            return HttpURI.from(
                    request.getAttribute(TARGET) + request.getHttpURI().getPathQuery());
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            super.configureHttpClient(client);
            client.setUserAgentField(null);
            client.setIdleTimeout(LONGEST_ANSWER_MILLIS);
            client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
            client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
            client.setMaxRequestHeadersSize(MOST_OF_HEADERS);
        }

        @Override
        protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
            // What is behind the door refuses callers who come by a proxy, and those on this machine are none.
        }

        @Override
        protected void onServerToProxyResponseFailure(
                Request request,
                org.eclipse.jetty.client.Request onward,
                org.eclipse.jetty.client.Response answer,
                Response response,
                Callback callback,
                Throwable failure) {
            if (response.isCommitted()) {
                super.onServerToProxyResponseFailure(request, onward, answer, response, callback, failure);
            } else {
                response.reset();
                FrontDoorProblems.answer(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
            }
        }
    }
}
