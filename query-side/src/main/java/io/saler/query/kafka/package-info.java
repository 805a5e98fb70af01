/**
 * Every event for whoever listens outside, as CloudEvents on Kafka: one topic a feature, one key an aggregate, so that
 * each aggregate's events arrive in their order. An event can arrive twice and is never left out; its id tells which.
 */
@NullMarked
package io.saler.query.kafka;

import org.jspecify.annotations.NullMarked;
