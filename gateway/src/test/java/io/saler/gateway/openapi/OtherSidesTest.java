package io.saler.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ObjectSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherSidesTest {

    private static final String OTHER = """
            {"openapi": "3.1.0",
             "paths": {"/orders": {"post": {"operationId": "place"}, "get": {"operationId": "not this one"}},
                       "/auth/login": {"post": {"operationId": "logIn"}}},
             "components": {"schemas": {"NewOrder": {"type": "object"}}}}""";

    private HttpServer other;
    private OpenAPI api;

    @BeforeEach
    void describe() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/openapi.json", exchange -> {
            byte[] text = OTHER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        other.start();
        api = new OpenAPI()
                .paths(new Paths().addPathItem("/orders", new PathItem().get(new Operation().operationId("list"))))
                .components(new Components().addSchemas("Order", new ObjectSchema()));
    }

    @AfterEach
    void leave() {
        other.stop(0);
    }

    @Test
    void whatOthersAnswerIsAddedToWhatThisProcessAnswers() {
        new OtherSides(List.of(address("/openapi.json"))).customise(api);

        assertThat(api.getPaths().get("/orders").getGet().getOperationId()).isEqualTo("list");
        assertThat(api.getPaths().get("/orders").getPost().getOperationId()).isEqualTo("place");
        assertThat(api.getPaths()).containsKey("/auth/login");
        assertThat(api.getComponents().getSchemas()).containsKeys("Order", "NewOrder");
    }

    @Test
    void oneThatDoesNotAnswerIsLeftOut() {
        new OtherSides(List.of(address("/nothing-here"), URI.create("http://127.0.0.1:1/openapi.json"))).customise(api);

        assertThat(api.getPaths()).containsOnlyKeys("/orders");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + other.getAddress().getPort() + path);
    }
}
