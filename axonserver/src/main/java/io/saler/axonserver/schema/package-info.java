/** Each room owns one PostgreSQL schema and migrates it itself at start. */
@NullMarked
package io.saler.axonserver.schema;

import org.jspecify.annotations.NullMarked;
