/**
 * Traces (OpenTelemetry) of what a request brings about, wherever and however much later that is: its context travels
 * as {@code traceparent} (W3C) in the metadata of messages, and with tasks. Without a collector to send them to there
 * are none, and nothing of this costs anything.
 */
@NullMarked
package io.saler.gateway.trace;

import org.jspecify.annotations.NullMarked;
