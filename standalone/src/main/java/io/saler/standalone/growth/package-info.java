/**
 * The command {@code saler grow}: gives a Saler that is stopped the events of many more orders than anybody would wait
 * for. Orders that were placed and confirmed are copied, with identifiers of their own, straight into the event store.
 */
@NullMarked
package io.saler.standalone.growth;

import org.jspecify.annotations.NullMarked;
