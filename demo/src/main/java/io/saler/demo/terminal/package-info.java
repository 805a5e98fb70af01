/**
 * What the demonstration shows to the person in front of it. On a terminal there are colours and bars that move; in a
 * file or a pipe there are the same words, with a line only when something is done.
 */
@NullMarked
package io.saler.demo.terminal;

import org.jspecify.annotations.NullMarked;
