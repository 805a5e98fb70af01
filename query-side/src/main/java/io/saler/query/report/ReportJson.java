package io.saler.query.report;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A report that is JSON already. */
record ReportJson(@JsonValue @JsonRawValue String json) {}
