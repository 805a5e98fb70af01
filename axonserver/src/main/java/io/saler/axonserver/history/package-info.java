/**
 * All events of the past for those who have to handle all of them: many at a time, and only those that concern them.
 */
@NullMarked
package io.saler.axonserver.history;

import org.jspecify.annotations.NullMarked;
