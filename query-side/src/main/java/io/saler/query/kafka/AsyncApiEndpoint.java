package io.saler.query.kafka;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Serves the description of what is on Kafka; like that of the HTTP API it is itself no part of the latter. */
@Hidden
@RestController
class AsyncApiEndpoint {

    private final JsonNode document;

    AsyncApiEndpoint(AsyncApi description) {
        this.document = description.document();
    }

    @GetMapping(AsyncApiAccess.PATH)
    JsonNode document() {
        return document;
    }
}
