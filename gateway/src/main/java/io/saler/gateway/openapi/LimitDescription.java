package io.saler.gateway.openapi;

import io.saler.gateway.page.Limit;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes {@link Limit} arguments as the query parameter that they are read from. */
final class LimitDescription implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean paged = Arrays.asList(handler.getMethod().getParameterTypes()).contains(Limit.class);
        if (paged) {
            Schema<Object> number = new JsonSchema();
            number.typesItem("integer")
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(Limit.MAXIMUM))
                    ._default(Limit.USUAL);
            operation.addParametersItem(new QueryParameter()
                    .name(Limit.PARAMETER)
                    .description("How many items a page has")
                    .schema(number));
        }
        return operation;
    }
}
