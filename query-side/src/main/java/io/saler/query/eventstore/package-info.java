/** The event store as administrators read it, asked of the command side, which has it. */
@NullMarked
package io.saler.query.eventstore;

import org.jspecify.annotations.NullMarked;
