/** How values are written as JSON: in stored events, in sagas, and in what clients send and read. */
@NullMarked
package io.saler.axonserver.json;

import org.jspecify.annotations.NullMarked;
