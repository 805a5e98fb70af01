/**
 * What happened to each saga, kept without the saga knowing: its handlers, its deadlines and the gateway that it sends
 * commands by are listened at. All of it is written in the saga's own transaction, by one statement for all sagas of a
 * batch, after the last of them has been stored.
 */
@NullMarked
package io.saler.saga.journal;

import org.jspecify.annotations.NullMarked;
