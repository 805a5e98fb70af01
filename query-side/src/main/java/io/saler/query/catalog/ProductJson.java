package io.saler.query.catalog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/** A {@link ProductView} that is JSON already. */
@Schema(implementation = ProductView.class)
record ProductJson(@JsonValue @JsonRawValue String json) {}
