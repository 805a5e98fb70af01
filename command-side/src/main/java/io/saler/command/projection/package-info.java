/** What administrators do about event processors and what they have parked, handed to the query side. */
@NullMarked
package io.saler.command.projection;

import org.jspecify.annotations.NullMarked;
