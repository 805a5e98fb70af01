package io.saler.gateway.openapi;

import io.saler.gateway.problem.ProblemDocument;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springframework.http.HttpStatus;

/** Adds refusals to the description of an operation, leaving what it says of them itself. */
public final class ProblemResponses {

    private ProblemResponses() {}

    public static void add(Operation operation, HttpStatus... statuses) {
        for (HttpStatus status : statuses) {
            add(operation, Integer.toString(status.value()), status.getReasonPhrase());
        }
    }

    /** For what a newer version, or a proxy in front, may answer besides. */
    static void addDefault(Operation operation) {
        add(operation, ApiResponses.DEFAULT, "Refused, for the reason that `type` names");
    }

    private static void add(Operation operation, String status, String description) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        ApiResponse response =
                operation.getResponses().computeIfAbsent(status, absent -> new ApiResponse().description(description));
        if (response.getContent() == null) {
            response.setContent(new Content());
        }
        response.getContent().putIfAbsent("application/problem+json", problem());
    }

    private static MediaType problem() {
        return new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + ProblemDocument.class.getSimpleName()));
    }
}
