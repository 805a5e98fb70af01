/**
 * Work that outlives the process. A task is written in the transaction of the event that asks for it, run by any
 * process that is alive, and removed only when it has succeeded; deadlines are such tasks too.
 */
@NullMarked
package io.saler.saga.task;

import org.jspecify.annotations.NullMarked;
