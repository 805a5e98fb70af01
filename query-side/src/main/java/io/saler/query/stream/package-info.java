/**
 * What is told of as it happens (Server-Sent Events): streams that are written by threads of their own, have a limited
 * number of places, and end with their caller's token or before the web server stops. What is told is up to each
 * feature.
 */
@NullMarked
package io.saler.query.stream;

import org.jspecify.annotations.NullMarked;
