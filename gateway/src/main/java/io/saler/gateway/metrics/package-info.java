/** What all processes tell Prometheus of themselves. */
@NullMarked
package io.saler.gateway.metrics;

import org.jspecify.annotations.NullMarked;
