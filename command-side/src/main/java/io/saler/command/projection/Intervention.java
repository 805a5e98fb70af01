package io.saler.command.projection;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why an administrator does something. */
@Schema(example = """
        {"reason": "the search server is being moved"}""")
record Intervention(@NotBlank @Size(max = 200) String reason) {}
