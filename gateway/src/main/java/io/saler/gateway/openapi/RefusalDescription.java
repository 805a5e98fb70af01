package io.saler.gateway.openapi;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.NOT_ACCEPTABLE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.REQUEST_TIMEOUT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/** Describes how an operation refuses what it cannot do, as its method's arguments and annotations say. */
final class RefusalDescription implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        ProblemResponses.add(operation, BAD_REQUEST, NOT_ACCEPTABLE, SERVICE_UNAVAILABLE);
        for (MethodParameter argument : handler.getMethodParameters()) {
            if (argument.hasParameterAnnotation(PathVariable.class)) {
                ProblemResponses.add(operation, NOT_FOUND);
            }
            if (argument.hasParameterAnnotation(RequestBody.class)) {
                ProblemResponses.add(operation, REQUEST_TIMEOUT, CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE);
            }
            if (isVersionCondition(argument)) {
                ProblemResponses.add(operation, PRECONDITION_FAILED);
            }
        }
        Refuses own = handler.getMethodAnnotation(Refuses.class);
        if (own != null) {
            ProblemResponses.add(operation, own.value());
        }
        if (handler.hasMethodAnnotation(Revalidated.class)) {
            describeRevalidation(operation);
        }
        return operation;
    }

    private static boolean isVersionCondition(MethodParameter argument) {
        RequestHeader header = argument.getParameterAnnotation(RequestHeader.class);
        return header != null && Arrays.asList(header.name(), header.value()).contains(HttpHeaders.IF_MATCH);
    }

    private static void describeRevalidation(Operation operation) {
        operation.getResponses().addApiResponse("304", new ApiResponse().description("Unchanged"));
        Schema<Object> tags = new JsonSchema();
        tags.typesItem("string");
        operation.addParametersItem(new HeaderParameter()
                .name(HttpHeaders.IF_NONE_MATCH)
                .description("The ETag of an answer that the caller has; if it still holds, the answer is 304")
                .schema(tags));
    }
}
