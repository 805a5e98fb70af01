/**
 * What follows from what has happened. Process managers decide the next step, workers talk to the outside world, and
 * both can be killed at any moment: whatever was begun is taken up again and repeated under the same identifiers.
 */
@NullMarked
package io.saler.saga;

import org.jspecify.annotations.NullMarked;
