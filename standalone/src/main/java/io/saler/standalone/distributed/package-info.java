/**
 * Saler as it is in production, on one machine: the three sides as processes of their own, one or more of each, that
 * meet through an Axon Server somewhere, and a front door that sends each request to a side that can answer it.
 */
@NullMarked
package io.saler.standalone.distributed;

import org.jspecify.annotations.NullMarked;
