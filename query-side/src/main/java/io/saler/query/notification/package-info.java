/**
 * What was sent to whom, by which channel, and with what result, as its receiver reads it. Part of the processing group
 * {@code people}.
 */
@NullMarked
package io.saler.query.notification;

import org.jspecify.annotations.NullMarked;
