/** What administrators see of the event store: its events, and what an aggregate was at any of them. */
@NullMarked
package io.saler.command.eventstore;

import org.jspecify.annotations.NullMarked;
