/**
 * Who decides. Each feature has its aggregates, which alone say yes or no, and the endpoints that put people's wishes
 * to them. What was decided leaves here as events only.
 */
@NullMarked
package io.saler.command;

import org.jspecify.annotations.NullMarked;
