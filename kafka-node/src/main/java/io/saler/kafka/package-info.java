/**
 * One Kafka broker in a process of its own, its own controller included. A broker ends its whole JVM when its disk
 * fails, and is stopped and killed in tests: neither may happen to the process that takes orders.
 */
@NullMarked
package io.saler.kafka;

import org.jspecify.annotations.NullMarked;
