/**
 * All of Saler in one process. The servers are started first, each real and each replaceable by an outside one; then
 * one Spring application holds every room of the house. What they keep lies in one data directory, which belongs to one
 * process at a time.
 */
@NullMarked
package io.saler.standalone;

import org.jspecify.annotations.NullMarked;
