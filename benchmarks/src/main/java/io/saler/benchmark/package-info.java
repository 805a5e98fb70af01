/**
 * Puts load on a running Saler from outside and tells what it cost: orders per second, times from request to
 * confirmation, processor time of the whole machine, and PostgreSQL commits. Figures are comparable within one run on
 * one machine, and not otherwise.
 */
@NullMarked
package io.saler.benchmark;

import org.jspecify.annotations.NullMarked;
