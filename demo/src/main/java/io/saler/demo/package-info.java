/**
 * The demonstration of Saler's main job, told from outside: this program knows Saler only by its HTTP contract. It
 * finds a running Saler or starts one for itself, plays a {@link io.saler.demo.scenario.Scenario} on it, and exits with
 * 0 only if everything adds up afterwards.
 */
@NullMarked
package io.saler.demo;

import org.jspecify.annotations.NullMarked;
