/**
 * Looking into the event store: which events there are, and what an aggregate was at any of them. Nothing personal is
 * told, nor what people have said in their own words; ids lead to whom an event is about.
 */
@NullMarked
package io.saler.eventstore;

import org.jspecify.annotations.NullMarked;
