package io.saler.gateway.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as clients read it (RFC 9457): {@code type} says which kind it is and never changes, {@code detail} is for
 * people, {@code errors} names the fields to blame, {@code requestId} finds it again in the logs.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<Blame> errors,
        @Nullable String requestId,
        @JsonAnyGetter Map<String, String> facts) {}
