/**
 * What all projections have in common. The events of one processor batch are collected and written at once, in the
 * transaction that moves the processor's token; events about the same thing are never handled at the same time; and a
 * server that is away for a moment is waited for.
 */
@NullMarked
package io.saler.query.projection;

import org.jspecify.annotations.NullMarked;
