/**
 * Event processors as those who run Saler deal with them. What is wanted of a processor is written down in its side's
 * own database, and each node brings it about for itself within a second or two: so it makes no difference which node
 * is asked, and it holds when nodes are restarted. Tokens are changed by one node, when no node has a claim on them.
 */
@NullMarked
package io.saler.axonserver.processor;

import org.jspecify.annotations.NullMarked;
