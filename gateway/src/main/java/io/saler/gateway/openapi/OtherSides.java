package io.saler.gateway.openapi;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Adds what other processes answer at the same address, as each of them describes it. One that does not answer is left
 * out until it does.
 */
final class OtherSides implements OpenApiCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(OtherSides.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /** A process that has just started takes seconds to describe itself for the first time. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);

    private final List<URI> descriptions;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

    OtherSides(List<URI> descriptions) {
        this.descriptions = descriptions;
    }

    @Override
    public void customise(OpenAPI api) {
        for (URI description : descriptions) {
            try {
                add(api, read(description));
            } catch (IOException away) {
                LOG.warn("The API's description at {} cannot be read: {}", description, away.toString());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private OpenAPI read(URI description) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(description).timeout(TO_ANSWER).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        return Json31.mapper().readValue(answer.body(), OpenAPI.class);
    }

    private static void add(OpenAPI api, OpenAPI other) {
        if (other.getPaths() != null) {
            other.getPaths().forEach((path, item) -> {
                PathItem known = api.getPaths().get(path);
                if (known == null) {
                    api.getPaths().addPathItem(path, item);
                } else {
                    item.readOperationsMap().forEach((method, operation) -> {
                        if (!known.readOperationsMap().containsKey(method)) {
                            known.operation(method, operation);
                        }
                    });
                }
            });
        }
        if (other.getComponents() != null && other.getComponents().getSchemas() != null) {
            other.getComponents().getSchemas().forEach((name, schema) -> {
                if (!api.getComponents().getSchemas().containsKey(name)) {
                    api.getComponents().addSchemas(name, schema);
                }
            });
        }
    }
}
