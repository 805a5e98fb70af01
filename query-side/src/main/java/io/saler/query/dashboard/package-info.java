/**
 * The pages on which administrators see how the shop runs, and act. They are made here, of nothing but what can be
 * asked over Axon's buses, so they look the same on every node and in every shape; scripts only refresh and count down.
 */
@NullMarked
package io.saler.query.dashboard;

import org.jspecify.annotations.NullMarked;
