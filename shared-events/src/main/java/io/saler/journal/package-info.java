/**
 * What is kept of processes: each saga with how it stands, and in the order in which it happened everything that
 * reached it and that it did. Nothing personal is in it, nor what customers and merchants give as their reasons; ids
 * lead to whom it is about.
 */
@NullMarked
package io.saler.journal;

import org.jspecify.annotations.NullMarked;
