package io.saler.gateway.idempotency;

import io.saler.gateway.openapi.ProblemResponses;
import io.saler.gateway.request.IdempotencyKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Describes the header that {@link Idempotent} endpoints take. */
final class KeyDescription implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (handler.hasMethodAnnotation(Idempotent.class)) {
            Schema<Object> text = new JsonSchema();
            text.typesItem("string").minLength(1).maxLength(IdempotencyKey.LONGEST);
            operation.addParametersItem(new HeaderParameter()
                    .name(IdempotencyKey.HEADER)
                    .description("The same request under the same key is carried out once, and answered alike for 24 h")
                    .schema(text));
            ProblemResponses.add(operation, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return operation;
    }
}
