/**
 * The embedded Kafka broker, in a JVM of its own: a broker ends its whole JVM when its disk fails, and it may be
 * stopped and killed without touching the process that takes orders.
 */
@NullMarked
package io.saler.standalone.kafka;

import org.jspecify.annotations.NullMarked;
