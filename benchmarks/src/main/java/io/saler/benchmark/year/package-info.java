/**
 * The events of shops over a year, made up from a seed. Nothing of Saler's own is used to make them, nor to add up what
 * reports about them have to say.
 */
@NullMarked
package io.saler.benchmark.year;

import org.jspecify.annotations.NullMarked;
