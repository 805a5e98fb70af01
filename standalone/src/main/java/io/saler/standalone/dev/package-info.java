/**
 * What only a developer on this machine may do: read the mailbox, take a server away for a while. Everything here
 * answers callers on the loopback address alone.
 */
@NullMarked
package io.saler.standalone.dev;

import org.jspecify.annotations.NullMarked;
