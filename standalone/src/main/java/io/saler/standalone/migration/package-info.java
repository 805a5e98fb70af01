/**
 * The command {@code saler migrate-events}: an operator's way from the embedded event store to an Axon Server. It takes
 * the events of a Saler that is stopped, tells how far it is, and ends with a comparison of both stores.
 */
@NullMarked
package io.saler.standalone.migration;

import org.jspecify.annotations.NullMarked;
