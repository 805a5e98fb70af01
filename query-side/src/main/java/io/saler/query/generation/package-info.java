/**
 * Read models of which a new generation is built beside the one that is read. Each generation has a PostgreSQL schema
 * and an event processor of its own; when the new one has come as far as the old, both are compared, and what is read
 * is switched by changing a single value. The old one is fed as before, so that there is a way back that loses nothing.
 */
@NullMarked
package io.saler.query.generation;

import org.jspecify.annotations.NullMarked;
